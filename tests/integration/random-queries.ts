import fc from 'fast-check';

type TypeName = 'Movie' | 'Person' | 'Character' | 'Genre' | 'Country' | 'UploadFile';

interface TypeShape {
  scalars: string[];
  toOne: Record<string, TypeName>;
  toMany: Record<string, TypeName>;
  filters: string[];
  sorts: string[];
  /** Sorts by what another entry says, which the plugin can do in lists of the catalogue only. */
  deepSorts: string[];
}

const TYPES: Record<TypeName, TypeShape> = {
  Movie: {
    scalars: ['title', 'budget', 'releaseDate', 'favoritesCount', 'isFavorite', 'publishedAt'],
    toOne: { director: 'Person', country: 'Country', poster: 'UploadFile' },
    toMany: { genres: 'Genre', characters: 'Character' },
    filters: [
      '{ title: { containsi: "e" } }',
      '{ not: { title: { startsWith: "Movie" } } }',
      '{ or: [{ budget: { gt: 50 } }, { title: { eq: "Edited" } }] }',
      '{ director: { firstName: { contains: "a" } } }',
      '{ characters: { name: { containsi: "1" } } }',
      '{ genres: { name: { eq: "Drama" } } }',
      '{ publishedAt: { null: true } }',
      '{ budget: { in: [10, 77] } }',
    ],
    sorts: ['"title"', '"budget:desc"', '["releaseDate", "title:desc"]'],
    deepSorts: ['"director.firstName"'],
  },
  Person: {
    scalars: ['firstName', 'lastName', 'gender', 'dateOfBirth'],
    toOne: { country: 'Country', primaryPhoto: 'UploadFile' },
    toMany: { directedMovies: 'Movie', characters: 'Character', photos: 'UploadFile' },
    filters: [
      '{ firstName: { startsWith: "A" } }',
      '{ directedMovies: { title: { containsi: "secret" } } }',
      '{ country: { code: { eq: "US" } } }',
    ],
    sorts: ['"lastName:desc"', '["firstName"]'],
    deepSorts: ['"country.name"'],
  },
  Character: {
    scalars: ['name', 'role'],
    toOne: { actor: 'Person' },
    toMany: { movies: 'Movie' },
    filters: [
      '{ role: { eq: "leading" } }',
      '{ movies: { title: { contains: "Secret" } } }',
      '{ actor: { lastName: { notNull: true } } }',
    ],
    sorts: ['"name"', '"name:desc"', '["role", "name"]'],
    deepSorts: ['"actor.firstName:desc"', '"movies.title"'],
  },
  Genre: {
    scalars: ['name'],
    toOne: {},
    toMany: {},
    filters: ['{ name: { ne: "Drama" } }', '{ name: { in: ["Comedy", "Western"] } }'],
    sorts: ['"name"', '"name:desc"', '"nothing"'],
    deepSorts: [],
  },
  Country: {
    scalars: ['name', 'code'],
    toOne: {},
    toMany: {},
    filters: [],
    sorts: [],
    deepSorts: [],
  },
  UploadFile: {
    scalars: ['name', 'url', 'isPrimary'],
    toOne: {},
    toMany: {},
    filters: ['{ name: { contains: "1" } }'],
    sorts: ['"name:desc"', '"id"'],
    deepSorts: [],
  },
};

const PAGES = [
  '{ limit: 1 }',
  '{ limit: 2 }',
  '{ start: 1, limit: 2 }',
  '{ page: 2, pageSize: 1 }',
  '{ limit: -1 }',
  '{ start: 0, page: 1 }',
];

const STATUSES = [
  'status: PUBLISHED',
  'status: DRAFT',
  'status: DRAFT, publicationFilter: MODIFIED',
];

const perhaps = <Value>(values: readonly Value[]) =>
  fc.option(values.length > 0 ? fc.constantFrom(...values) : fc.constant(undefined), {
    freq: 2,
    nil: undefined,
  });

const argumentsOf = (parts: (string | undefined)[]): string => {
  const given = parts.filter((part) => part !== undefined);
  return given.length > 0 ? `(${given.join(', ')})` : '';
};

/** `filters`, `sort` and `pagination` of a list, each sometimes. */
const listArguments = (
  { filters, sorts }: Pick<TypeShape, 'filters' | 'sorts'>,
  status: fc.Arbitrary<string | undefined>,
) =>
  fc
    .tuple(perhaps(filters), perhaps(sorts), perhaps(PAGES), status)
    .map(([filter, sort, page, ofStatus]) =>
      argumentsOf([
        filter && `filters: ${filter}`,
        sort && `sort: ${sort}`,
        page && `pagination: ${page}`,
        ofStatus,
      ]),
    );

const noStatus = fc.constant(undefined);

const relationField = (name: string, type: TypeName, many: boolean, depth: number) => {
  const selection = selectionOf(type, depth - 1);
  if (!many) return selection.map((fields) => `${name} ${fields}`);
  return fc
    .tuple(listArguments(TYPES[type], noStatus), selection, fc.boolean())
    .map(([args, fields, connected]) =>
      connected ? `${name}_connection${args} { nodes ${fields} }` : `${name}${args} ${fields}`,
    );
};

const fieldOf = (type: TypeName, depth: number): fc.Arbitrary<string> => {
  const { scalars, toOne, toMany } = TYPES[type];
  const scalar = fc.constantFrom(...scalars);
  if (depth <= 0) return scalar;
  const one = Object.entries(toOne).map(([name, to]) => relationField(name, to, false, depth));
  const many = Object.entries(toMany).map(([name, to]) => relationField(name, to, true, depth));
  return fc.oneof(scalar, ...one, ...many);
};

/** Some fields; each but the first under an alias, so that arguments may differ; some in a fragment. */
const selectionOf = (type: TypeName, depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fieldOf(type, depth), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([fields, inFragment, documentId]) => {
      const aliased = fields.map((field, index) => `f${index}: ${field}`).join(' ');
      const all = documentId ? `documentId ${aliased}` : aliased;
      return inFragment ? `{ __typename ... on ${type} { ${all} } }` : `{ ${all} }`;
    });

const DEPTH = 3;

const rootField = (ids: Record<'movie' | 'person', string[]>): fc.Arbitrary<string> => {
  const status = perhaps(STATUSES);
  const lists = (
    [
      ['movies', 'Movie'],
      ['people', 'Person'],
      ['characters', 'Character'],
    ] as const
  ).map(([name, type]) => {
    const { filters, sorts, deepSorts } = TYPES[type];
    const args = listArguments({ filters, sorts: [...sorts, ...deepSorts] }, status);
    return fc
      .tuple(args, selectionOf(type, DEPTH), fc.boolean())
      .map(([given, fields, connected]) =>
        connected
          ? `${name}_connection${given} { nodes ${fields} pageInfo { total page } }`
          : `${name}${given} ${fields}`,
      );
  });
  const entries = (
    [
      ['movie', 'Movie'],
      ['person', 'Person'],
    ] as const
  ).map(([name, type]) =>
    fc
      .tuple(fc.constantFrom(...ids[name]), status, selectionOf(type, DEPTH))
      .map(
        ([id, ofStatus, fields]) =>
          `${name}${argumentsOf([`documentId: "${id}"`, ofStatus])} ${fields}`,
      ),
  );
  return fc.oneof(...lists, ...entries);
};

/**
 * Queries with random fields, arguments, aliases and nesting, as valid as the schema asks; some ask for
 * what is refused: pages counted in two ways, sorts by what there is not, drafts.
 */
export const randomQuery = (ids: Record<'movie' | 'person', string[]>): fc.Arbitrary<string> =>
  fc
    .array(rootField(ids), { minLength: 1, maxLength: 2 })
    .map((fields) => `{ ${fields.map((field, index) => `r${index}: ${field}`).join(' ')} }`);
