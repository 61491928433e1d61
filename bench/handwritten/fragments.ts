/**
 * JSON as the API writes it, made by PostgreSQL. Each takes the alias of a row and gives an expression;
 * the expressions for lists are subqueries that depend on the movie of that alias.
 */

const moment = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const object = (fields: Record<string, string>): string =>
  `json_build_object(${Object.entries(fields)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')})`;

const identity = (row: string) => ({ id: `${row}.id`, documentId: `${row}.document_id` });

const dated = (row: string) => ({
  createdAt: moment(`${row}.created_at`),
  updatedAt: moment(`${row}.updated_at`),
  publishedAt: moment(`${row}.published_at`),
});

const listOf = (value: string, order: string, from: string): string =>
  `coalesce((SELECT json_agg(${value} ORDER BY ${order}) FROM ${from}), '[]')`;

/** What a relation gives of each of the four kinds. */
interface Shapes {
  person: (row: string) => Record<string, string>;
  country: (row: string) => Record<string, string>;
  genre: (row: string) => Record<string, string>;
  character: (row: string) => Record<string, string>;
}

const relations = (movie: string, shapes: Shapes) => ({
  director: `(
    SELECT ${object(shapes.person('director'))}
    FROM movies_director_lnk AS link JOIN people AS director ON director.id = link.person_id
    WHERE link.movie_id = ${movie}.id
  )`,
  country: `(
    SELECT ${object(shapes.country('country'))}
    FROM movies_country_lnk AS link JOIN countries AS country ON country.id = link.country_id
    WHERE link.movie_id = ${movie}.id
  )`,
  genres: listOf(
    object(shapes.genre('genre')),
    'link.genre_ord',
    `movies_genres_lnk AS link JOIN genres AS genre ON genre.id = link.genre_id
    WHERE link.movie_id = ${movie}.id`,
  ),
  characters: listOf(
    object({
      ...shapes.character('character'),
      actor: `(
        SELECT ${object(shapes.person('actor'))}
        FROM characters_actor_lnk AS played JOIN people AS actor ON actor.id = played.person_id
        WHERE played.character_id = character.id
      )`,
    }),
    'link.character_ord',
    `movies_characters_lnk AS link JOIN characters AS character ON character.id = link.character_id
    WHERE link.movie_id = ${movie}.id`,
  ),
});

/** Each field that REST gives. */
const WHOLE: Shapes = {
  person: (row) => ({
    ...identity(row),
    firstName: `${row}.first_name`,
    lastName: `${row}.last_name`,
    biography: `${row}.biography`,
    dateOfBirth: `${row}.date_of_birth`,
    gender: `${row}.gender`,
    ...dated(row),
  }),
  country: (row) => ({
    ...identity(row),
    name: `${row}.name`,
    code: `${row}.code`,
    ...dated(row),
  }),
  genre: (row) => ({ ...identity(row), name: `${row}.name`, ...dated(row) }),
  character: (row) => ({
    ...identity(row),
    name: `${row}.name`,
    description: `${row}.description`,
    role: `${row}.role`,
    ...dated(row),
  }),
};

/** The fields that the queries of the benchmark ask for. */
const SELECTED: Shapes = {
  person: (row) => ({
    documentId: `${row}.document_id`,
    firstName: `${row}.first_name`,
    lastName: `${row}.last_name`,
  }),
  country: (row) => ({ name: `${row}.name`, code: `${row}.code` }),
  genre: (row) => ({ name: `${row}.name` }),
  character: (row) => ({ name: `${row}.name`, role: `${row}.role` }),
};

const fields = (row: string) => ({
  ...identity(row),
  title: `${row}.title`,
  description: `${row}.description`,
  releaseDate: `${row}.release_date`,
  durationMinutes: `${row}.duration_minutes`,
  budget: `${row}.budget`,
  favoritesCount: `${row}.favorites_count`,
  ...dated(row),
});

/** A movie without its relations. */
export const bareMovie = (row: string): string => object(fields(row));

/** A movie with director, country, genres and characters; these with their actors. */
export const wholeMovie = (row: string): string =>
  object({ ...fields(row), ...relations(row, WHOLE) });

/** A movie with director, country, genres and characters, without these characters' actors. */
export const listedMovie = (row: string): string => {
  const { director, country, genres } = relations(row, WHOLE);
  const characters = listOf(
    object(WHOLE.character('character')),
    'link.character_ord',
    `movies_characters_lnk AS link JOIN characters AS character ON character.id = link.character_id
    WHERE link.movie_id = ${row}.id`,
  );
  return object({ ...fields(row), director, country, genres, characters });
};

/** A movie as the GraphQL queries of the benchmark select it, with these of its own fields. */
export const selectedMovie = (row: string, names: string[]): string => {
  const own: Record<string, string> = fields(row);
  const selected = Object.fromEntries(names.map((name) => [name, own[name] ?? 'null']));
  return object({ ...selected, ...relations(row, SELECTED) });
};

/** A favorite of the user, with its movie where that is published. */
export const favorite = (row: string): string =>
  object({
    ...identity(row),
    ...dated(row),
    movie: `(
      SELECT ${bareMovie('movie')} FROM movies AS movie
      WHERE movie.document_id = ${row}.movie_document_id AND movie.published_at IS NOT NULL
    )`,
  });
