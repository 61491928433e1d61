import { sql, type Sql } from '../harness';

/** The favorites there are, as `userId:movieDocumentId`. */
export const favoritePairs = async (query: Sql = sql): Promise<Set<string>> => {
  const rows = await query<{ pair: string }>(
    `SELECT user_id || ':' || movie_document_id AS pair FROM favorites`,
  );
  const pairs = new Set(rows.map(({ pair }) => pair));
  expect(pairs.size).toBe(rows.length);
  return pairs;
};

/** Draft and published version of every movie count the rows that there are. */
export const expectExactCounts = async (query: Sql = sql): Promise<void> => {
  const wrong = await query(
    `SELECT document_id, favorites_count, published_at
     FROM movies
     WHERE favorites_count <> (
       SELECT count(*) FROM favorites WHERE movie_document_id = movies.document_id
     )`,
  );
  expect(wrong).toEqual([]);
};

/** An item that is there. */
export const nth = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index} of ${items.length}`);
  return item;
};
