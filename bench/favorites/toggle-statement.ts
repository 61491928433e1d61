/** What production sends for a toggle, with PostgreSQL's parameters (`src/favorites/write.ts`). */
export const toggleStatement = (
  user: string,
  movie: string,
  newDocument: string,
  writtenAt: string,
): string =>
  `SELECT favorite, changed, favorites_count
   FROM write_favorite('toggle', ${user}, ${movie}, ${newDocument}, ${writtenAt})`;
