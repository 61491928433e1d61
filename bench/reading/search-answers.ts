import type { Client } from 'pg';
import type { Reading } from './questions';

interface Hit {
  type: string;
  documentId: string;
  score: number;
}

const TABLES: Record<string, string> = {
  movie: 'movies',
  person: 'people',
  character: 'characters',
};

const fieldsOf = (object: object): string => Object.keys(object).sort().join();

/** Those that have the form of the project's; the stock application's are movies. */
const FIELDS = fieldsOf({
  type: '',
  documentId: '',
  label: '',
  year: 0,
  thumbnail: null,
  score: 0,
});

const missing = async (client: Client, type: string, ids: string[]): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM unnest($1::text[]) AS id
      WHERE id NOT IN (SELECT document_id FROM ${TABLES[type] ?? ''} WHERE document_id = ANY ($1))`,
    [ids],
  );
  return rows.map(({ id }) => id);
};

const mistakeIn = async (client: Client, hits: Hit[]): Promise<string | undefined> => {
  const other = hits.find((hit) => fieldsOf(hit) !== FIELDS || !(hit.type in TABLES));
  if (other) return `a hit of another form, ${JSON.stringify(other)}`;
  if (hits.some(({ score }, at) => score > (hits[at - 1]?.score ?? Infinity))) {
    return 'hits that are not sorted by score';
  }
  for (const type of Object.keys(TABLES)) {
    const ids = hits.filter((hit) => hit.type === type).map(({ documentId }) => documentId);
    const [id] = await missing(client, type, ids);
    if (id !== undefined) return `a ${type} that there is not, ${id}`;
  }
  return undefined;
};

/**
 * Checks what a search has answered. Each ranks in its own way, so hits are not compared, but they are
 * hits: of the same form, of the three types, best first, and each of them is in the catalogue.
 *
 * @param text the answer's
 * @returns how many there are
 * @throws when there is something wrong
 */
export const checkHits = async (
  client: Client,
  contender: Reading,
  text: string,
): Promise<number> => {
  const { data } = JSON.parse(text) as { data: Hit[] };
  const mistake =
    contender === 'stock'
      ? (
          await missing(
            client,
            'movie',
            data.map(({ documentId }) => documentId),
          )
        )[0]
      : await mistakeIn(client, data);
  if (mistake === undefined) return data.length;
  throw new Error(`The search of ${contender} gives ${mistake}:\n${text.slice(0, 1000)}`);
};
