import type { Connection } from '../strapi-services';
import type { Attempt } from './attempts';

export type SearchType = 'movie' | 'person' | 'character';

export const SEARCH_TYPES: readonly SearchType[] = ['movie', 'person', 'character'];

/** The table of `database/constraints/12-search.sql` for each type, and what a name there is worth. */
const SOURCES: Record<SearchType, { table: string; weight: number }> = {
  movie: { table: 'search_movies', weight: 1 },
  person: { table: 'search_people', weight: 0.97 },
  character: { table: 'search_characters', weight: 0.5 },
};

/** Names of each type that are read of those that begin so, or have the words; and that are compared. */
const MAX_READ = 500;
const MAX_COMPARED = 150;

const nearest = (read: string): string => `
  SELECT entry_id, name FROM (${read}) AS read
  ORDER BY abs(length(name) - length(CAST(:name AS text))), entry_id LIMIT ${MAX_COMPARED}`;

/** Of the most favored movies of the catalogue, all that have the words are compared. */
const MAX_FAVORED = 500;

const beginning = (table: string, typed: string): string => `
  (SELECT entry_id, name FROM ${table}
    WHERE name LIKE ${typed} ORDER BY name USING ~<~ LIMIT ${MAX_READ})`;

/** Of movies, those with most favorites, as these decide between names that are equally near. */
const equalNames = (type: SearchType, table: string): string => {
  const equal = `SELECT entry_id, name FROM ${table} WHERE name = ANY (CAST(:names AS text[]))`;
  if (type !== 'movie') return `${equal} LIMIT ${MAX_COMPARED}`;
  return `
    SELECT entry_id, name FROM (${equal} LIMIT ${MAX_READ}) AS equal
    JOIN movies ON movies.id = entry_id
    ORDER BY favorites_count DESC, entry_id LIMIT ${MAX_COMPARED}`;
};

/** Counts on `movies_published_favorites_count_ix`. */
const favoredNames = (table: string): string => `
  SELECT entry_id, name FROM (
    SELECT id FROM movies WHERE published_at IS NOT NULL AND favorites_count > 0
    ORDER BY favorites_count DESC, id LIMIT ${MAX_FAVORED}
  ) AS favored
  JOIN ${table} ON entry_id = favored.id
  WHERE words @@ CAST(:condition AS tsquery) AND ' ' || name LIKE :wordBegins`;

/** Counts on `search_<type>_name_ix`. */
const namesAsTyped = (type: SearchType, table: string): string[] => [
  equalNames(type, table),
  ...(type === 'movie' ? [favoredNames(table)] : []),
  nearest(`${beginning(table, ':nameBegins')} UNION ALL ${beginning(table, ':otherBegins')}`),
];

/** Counts on `search_<type>_words_ix` and `…_description_ix`, which read all names that have the words. */
const namesWithWords = (table: string, column: string): string =>
  nearest(`
    SELECT entry_id, name FROM ${table}
    WHERE ${column} @@ CAST(:condition AS tsquery) AND ' ' || name LIKE :wordBegins
    LIMIT ${MAX_READ}`);

/** The later ways are not gone where the earlier ones have found enough. */
const candidatesOf = (type: SearchType, { column, isTyped }: Attempt): string => {
  const { table, weight } = SOURCES[type];
  const ways = [...(isTyped ? namesAsTyped(type, table) : []), namesWithWords(table, column)];
  return `
    SELECT DISTINCT '${type}' AS type, ${weight} AS weight, entry_id, name
    FROM (
      ${ways.map((way) => `SELECT * FROM (${way}) AS way`).join(' UNION ALL ')}
      LIMIT ${MAX_COMPARED}
    ) AS named`;
};

const ARTICLES = ['the ', '', 'a ', 'an '];

/** A name with and without what stands before names, which says little about them. */
const withArticles = (name: string): string[] => {
  const bare = name.replace(/^(the|a|an) /, '');
  return ARTICLES.map((article) => article + bare);
};

/**
 * 1 for the name itself; else how much of the name was typed, how much of what was typed is in the
 * name, and whether the name begins with it.
 */
const NEARNESS = `
  CASE
    WHEN name = :name THEN 1
    WHEN name = ANY (CAST(:names AS text[])) THEN 0.98
    ELSE
      0.4 * similarity(name, :name)
      + 0.35 * word_similarity(:name, name)
      + CASE WHEN name LIKE ANY (CAST(:namesBegin AS text[])) THEN 0.15 ELSE 0 END
  END`;

const BEST_FIRST =
  'score DESC, favorites_count DESC, release_date DESC NULLS LAST, type DESC, entry_id';

const statement = (types: readonly SearchType[], attempt: Attempt): string => `
  WITH candidates AS (${types.map((type) => candidatesOf(type, attempt)).join('\n    UNION ALL')}
  ),
  scored AS (
    SELECT type, entry_id, round(CAST(:worth * weight * (${NEARNESS}) AS numeric), 4) AS score
    FROM candidates
  ),
  hits AS (
    SELECT type, entry_id, score,
      coalesce(movies.favorites_count, 0) AS favorites_count, movies.release_date
    FROM scored
    LEFT JOIN movies ON scored.type = 'movie' AND movies.id = scored.entry_id
    ORDER BY ${BEST_FIRST}
    LIMIT :limit OFFSET :offset
  )
  SELECT total, type, entry_id AS "entryId", CAST(score AS float)
  FROM (SELECT CAST(count(*) AS integer) AS total FROM scored) AS counted
  LEFT JOIN hits ON true
  ORDER BY ${BEST_FIRST}`;

/** One of the names that were found: a row of movies, people or characters. */
export interface Ranked {
  type: SearchType;
  entryId: number;
  /** 0 to 1, where 1 is the very name of a movie. */
  score: number;
}

/** Of a page beyond the last one. */
type Nothing = Record<keyof Ranked, null>;

/** Page of an answer, best first. */
export interface RankedPage {
  ranked: Ranked[];
  total: number;
}

interface Page {
  limit: number;
  offset: number;
}

/**
 * A page of what one attempt finds. At most 150 names of each type are compared; of what more names
 * have, those of about the same length stand for all.
 */
export const rank = async (
  trx: Connection,
  name: string,
  attempt: Attempt,
  types: readonly SearchType[],
  page: Page,
): Promise<RankedPage> => {
  const names = withArticles(name);
  const { rows } = await trx.raw<{ rows: ({ total: number } & (Ranked | Nothing))[] }>(
    statement(types, attempt),
    {
      name,
      names,
      // None of these has signs that LIKE reads.
      namesBegin: names.map((begin) => `${begin}%`),
      nameBegins: `${name}%`,
      // With an article, or without it.
      otherBegins: `${names.find((other) => other !== name) ?? name}%`,
      wordBegins: attempt.beginning ? `% ${attempt.beginning}%` : '%',
      condition: attempt.condition,
      worth: attempt.worth,
      ...page,
    },
  );
  const ranked = rows.flatMap(({ type, entryId, score }) =>
    type === null ? [] : [{ type, entryId, score }],
  );
  return { ranked, total: rows[0]?.total ?? 0 };
};
