import type { Connection } from '../strapi-services';

/** A word of a query. */
export interface Token {
  /** Without accents and signs, in lower case. */
  word: string;
  /** Whether a name has this word; the last word is still being typed, and may be the beginning of one. */
  known: boolean;
  /** A word of names that this one makes together with the next. */
  joined: string | null;
}

/** What may have been meant by a word. */
export interface Meanings {
  /** Words of names with one error less. */
  near: string[];
  /** Words of names that look alike. */
  alike: string[];
  /** Two words of names that make this one when written together. */
  parts: [string, string][];
}

/** A query as the database reads it. */
export interface ReadQuery {
  /** All of its words. */
  name: string;
  tokens: Token[];
}

/** Words beyond these are not looked for. */
const MAX_WORDS = 10;

/**
 * Counts on `search_vocabulary_word_ix`; with LIKE, no index would lead to the words that begin as
 * another column says.
 */
const READ_QUERY = `
  WITH query AS (
    SELECT left(search_spaced(search_fold(?::text)), 200) AS name
  ),
  tokens AS (
    SELECT word, place, place = count(*) OVER () AS is_last,
      word || lead(word) OVER (ORDER BY place) AS with_next
    FROM query, unnest((string_to_array(name, ' '))[:${MAX_WORDS}])
      WITH ORDINALITY AS words (word, place)
  )
  SELECT
    query.name,
    word,
    EXISTS (SELECT FROM search_vocabulary WHERE search_vocabulary.word = tokens.word)
      OR is_last AND starts_with((
        SELECT next.word FROM search_vocabulary AS next
        WHERE next.word ~>=~ tokens.word ORDER BY next.word USING ~<~ LIMIT 1
      ), tokens.word) IS TRUE AS known,
    (SELECT search_vocabulary.word FROM search_vocabulary
      WHERE search_vocabulary.word = with_next LIMIT 1) AS joined
  FROM query LEFT JOIN tokens ON true
  ORDER BY place
`;

/**
 * Counts on `search_vocabulary_deletions_ix`, `search_vocabulary_trgm_ix` and
 * `search_vocabulary_word_ix`. Correcting words of two letters would make any of any other.
 */
const READ_MEANINGS = `
  SELECT
    ARRAY(
      SELECT near.word
      FROM search_vocabulary AS near
      WHERE length(tokens.word) >= 3
        AND near.deletions && search_deletions(tokens.word)
        AND near.word <> tokens.word
      GROUP BY near.word
      ORDER BY similarity(near.word, tokens.word) DESC, near.word
      LIMIT 15
    ) AS near,
    ARRAY(
      SELECT alike.word
      FROM search_vocabulary AS alike
      WHERE length(tokens.word) >= 6 AND alike.word % tokens.word AND alike.word <> tokens.word
      GROUP BY alike.word
      ORDER BY similarity(alike.word, tokens.word) DESC, alike.word
      LIMIT 5
    ) AS alike,
    ARRAY(
      SELECT ARRAY[left(tokens.word, cut), substr(tokens.word, cut + 1)]
      FROM generate_series(2, least(length(tokens.word), 30) - 2) AS cut
      WHERE EXISTS (SELECT FROM search_vocabulary WHERE word = left(tokens.word, cut))
        AND EXISTS (SELECT FROM search_vocabulary WHERE word = substr(tokens.word, cut + 1))
    ) AS parts
  FROM unnest(?::text[]) WITH ORDINALITY AS tokens (word, place)
  ORDER BY place
`;

type Row = { name: string } & (Token | { word: null });

/** Reads what somebody has typed: its words, and which of them are known. */
export const readQuery = async (trx: Connection, typed: string): Promise<ReadQuery> => {
  const { rows } = await trx.raw<{ rows: Row[] }>(READ_QUERY, [typed]);
  return {
    name: rows[0]?.name ?? '',
    tokens: rows.filter((row): row is { name: string } & Token => row.word !== null),
  };
};

/** Reads what each of the words may be meant for, in their order. */
export const readMeanings = async (
  trx: Connection,
  tokens: readonly Token[],
): Promise<Meanings[]> => {
  const words = tokens.map(({ word }) => word);
  return (await trx.raw<{ rows: Meanings[] }>(READ_MEANINGS, [words])).rows;
};
