/**
 * What people type: a frequent word, several, the beginning of one, a mistake, a name in either order, a
 * name and a title, without an accent, nothing that there is.
 */
export const SEARCHES = [
  ...['king', 'love', 'shadow', 'midnight'],
  ...['night love', 'the last dragon', 'king of the mountain', 'silver bridge'],
  ...['para', 'thun', 'lightn', 'the gol'],
  ...['jurney', 'midnigth', 'dragn', 'parradise'],
  ...['anna smith', 'smith anna', 'hiroshi tanaka', 'garcia'],
  ...['amelie', 'muller', 'nunez', 'sarah dragon'],
  ...['guard', 'xqzzkw'],
];
