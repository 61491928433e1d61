export default async (): Promise<void> => {
  await globalThis.testApplication?.stop();
};
