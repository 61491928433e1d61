/**
 * What is to be done about an event. Long work belongs into a queue: Reelbase waits ten seconds. When this
 * throws, or rejects, Reelbase sends the event again.
 */
export const handle = async (event) => {
  console.log(JSON.stringify(event));
};
