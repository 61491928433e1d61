import { buildSchema, getOperationAST, parse } from 'graphql';
import { CONDITION_COST, READING_COST, SORT_COST } from '../../src/graphql/cost/arguments';
import {
  estimateCost,
  LONG_QUESTION_COST,
  QUESTION_COST,
  RELATION_COST,
} from '../../src/graphql/cost/estimate';

const schema = buildSchema(/* GraphQL */ `
  input PaginationArg {
    page: Int
    pageSize: Int
    start: Int
    limit: Int
  }
  input StringFilterInput {
    and: [String]
    in: [String]
    not: StringFilterInput
    eq: String
  }
  input PersonFiltersInput {
    and: [PersonFiltersInput]
    name: StringFilterInput
    directedMovies: MovieFiltersInput
  }
  input MovieFiltersInput {
    and: [MovieFiltersInput]
    not: MovieFiltersInput
    title: StringFilterInput
    director: PersonFiltersInput
    remakes: MovieFiltersInput
  }
  type Pagination {
    total: Int!
  }
  input GenreFiltersInput {
    and: [GenreFiltersInput]
    name: StringFilterInput
  }
  input TrailerFiltersInput {
    and: [TrailerFiltersInput]
    url: StringFilterInput
  }
  type Genre {
    documentId: ID!
    name: String
  }
  type Trailer {
    id: ID!
    url: String
  }
  type GenreConnection {
    nodes: [Genre!]!
  }
  type Person {
    documentId: ID!
    name: String
    directedMovies(pagination: PaginationArg = {}): [Movie]!
  }
  type Movie {
    documentId: ID!
    title: String
    director: Person
    genres(filters: GenreFiltersInput, pagination: PaginationArg = {}): [Genre]!
    trailers(filters: TrailerFiltersInput, pagination: PaginationArg = {}): [Trailer]!
    genres_connection(pagination: PaginationArg = {}): GenreConnection
  }
  type MovieConnection {
    nodes: [Movie!]!
    pageInfo: Pagination!
  }
  type Found {
    results: [Hit!]!
  }
  union Hit = Movie | Person
  type Facets {
    total: Int!
  }
  type Query {
    movie: Movie
    movies(
      filters: MovieFiltersInput
      sort: [String] = []
      pagination: PaginationArg = {}
    ): [Movie]!
    movies_connection(filters: MovieFiltersInput, pagination: PaginationArg = {}): MovieConnection
    search(q: String!, pageSize: Int): Found!
    movieFacets(filters: MovieFiltersInput): Facets!
  }
  type Mutation {
    createMovie(title: String): Movie
  }
`);

const costOf = (source: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation');
  return estimateCost({ schema, document, operation }, variables, {
    defaultLimit: 25,
    maxLimit: 100,
  });
};

describe('the cost of a query', () => {
  it.each([
    ['one entry and its fields', '{ movie { title } }', 1, 1, 2],
    ['one entry to one', '{ movie { director { name } } }', 1, 2, 3],
    ['a list without a page', '{ movies { title } }', 1, 1, 25 + 25],
    ['a list with a limit', '{ movies(pagination: { limit: 3 }) { title } }', 1, 1, 3 + 3],
    ['a list with a page size', '{ movies(pagination: { pageSize: 3 }) { title } }', 1, 1, 3 + 3],
    ['a list with too high a limit', '{ movies(pagination: { limit: 999 }) { title } }', 1, 1, 200],
    ['a list of all', '{ movies(pagination: { limit: -1 }) { title } }', 1, 1, 200],
    ['a list of less than one', '{ movies(pagination: { limit: 0 }) { title } }', 1, 1, 2],
    ['lists in lists', '{ movies { genres { name } } }', 1, 26, 25 + 25 * (25 + 25)],
    ['a connection', '{ movie { genres_connection { nodes { name } } } }', 1, 3, 1 + 25 + 25 + 25],
    [
      'a connection of which nothing is asked',
      '{ movie { genres_connection { __typename } } }',
      1,
      2,
      26,
    ],
    [
      'a connection with a page and its total',
      '{ movies_connection(pagination: { limit: 2 }) { nodes { title } pageInfo { total } } }',
      2,
      3,
      2 + 2 + 2 + 1 + 1,
    ],
    ['several aliases', '{ a: movies { title } b: movies { title } }', 2, 2, 100],
    ['the same field twice', '{ movies { title } movies { title } }', 1, 1, 50],
    [
      'the same field in two fragments',
      '{ movies { ...A ...B } } fragment A on Movie { title } fragment B on Movie { title }',
      1,
      1,
      50,
    ],
    [
      'fields together that are one in the answer',
      '{ movie { ...A director { name } } } fragment A on Movie { director { a: name } }',
      1,
      2,
      1 + 1 + 2,
    ],
    ['a list that is skipped', '{ movie { title } movies @skip(if: true) { title } }', 1, 1, 2],
    [
      'a list that is not included',
      '{ movie { title genres @include(if: false) { name } } }',
      1,
      1,
      2,
    ],
    ['a mutation', 'mutation { createMovie { title } }', 1, 1, 2],
    ['the schema', '{ __schema { types { fields { args { name } } } } }', 0, 0, 0],
  ])('counts %s', (_, source, questions, relations, values) => {
    expect(costOf(source)).toBe(questions * QUESTION_COST + relations * RELATION_COST + values);
  });

  it('counts limits, pages and directives that are variables', () => {
    const source = `query ($page: PaginationArg, $limit: Int, $titles: Boolean!) {
      movies(pagination: $page) { title @include(if: $titles) genres(pagination: { limit: $limit }) { name } }
    }`;

    expect(costOf(source, { page: { limit: 2 }, limit: 3, titles: true })).toBe(
      QUESTION_COST + 3 * RELATION_COST + 2 + 2 + 2 * (3 + 3),
    );
    expect(costOf(source, { titles: false })).toBe(
      QUESTION_COST + 26 * RELATION_COST + 25 + 25 * (25 + 25),
    );
  });

  it('grows with the product of the lists on the way', () => {
    const source = `{ movies(pagination: { limit: 100 }) { director {
      directedMovies(pagination: { limit: 100 }) { genres(pagination: { limit: 100 }) { name } }
    } } }`;

    expect(costOf(source)).toBe(
      QUESTION_COST + 10_201 * RELATION_COST + 100 + 100 + 100 * 100 + 2 * 100 * 100 * 100,
    );
  });
});

describe('what arguments add to the cost', () => {
  /** What a list of movies costs with these arguments beyond one without any. */
  const added = (args: string, fields = 'title'): number =>
    costOf(`{ movies(${args}) { ${fields} } }`) - costOf(`{ movies { ${fields} } }`);
  const read = (values: number, objects = 1) => Math.ceil(values * objects * READING_COST);
  /** Of the list, through so many relations. */
  const joined = (relations: number) => relations * (QUESTION_COST + 25);

  it.each([
    ['each condition', 'filters: { title: { eq: "x" } }', 2, 0],
    [
      'conditions that combine others, or ask of values',
      'filters: { not: { and: [{ title: { not: { eq: "x" } } }] } }',
      5,
      1,
    ],
    ['each value of a list', 'filters: { title: { in: ["a", "b", "c"] } }', 2, 3],
  ])('%s', (_, args, conditions, values) => {
    expect(added(args)).toBe(conditions * CONDITION_COST + values + read(conditions + values));
  });

  it.each([
    ['sort: "title"', 1, 1],
    ['sort: ["title", "budget:desc"]', 2, 2],
    ['sort: "title,budget"', 2, 1],
  ])('each field that is sorted by: %s', (args, sorts, values) => {
    expect(added(args)).toBe(sorts * SORT_COST + values + read(values));
  });

  it.each([
    ['{ and: [{ director: { directedMovies: { title: { eq: "x" } } } }] }', 2, 5, 1],
    ['{ remakes: { not: { title: { eq: "x" } } } }', 1, 4, 0],
  ])('each relation that they go through: %s', (filters, relations, conditions, values) => {
    expect(added(`filters: ${filters}`)).toBe(
      joined(relations) + conditions * CONDITION_COST + values + read(conditions + values),
    );
    expect(added('sort: "director.name"')).toBe(joined(1) + SORT_COST + 1 + read(1));
  });

  it('variables as much as what is written out', () => {
    const source = 'query ($filters: MovieFiltersInput) { movies(filters: $filters) { title } }';
    const filters = { and: Array.from({ length: 300 }, (_, n) => ({ title: { eq: `${n}` } })) };

    const conditions = 300 * 2 + 1;
    expect(costOf(source, { filters }) - costOf('{ movies { title } }')).toBe(
      conditions * CONDITION_COST + 300 + read(conditions + 300),
    );
  });

  it('once more for each total', () => {
    const cost = (filters: string) =>
      costOf(`{ movies_connection(${filters} pagination: { limit: 1 }) {
        nodes { title } a: pageInfo { total } b: pageInfo { total } } }`);
    expect(cost('filters: { title: { eq: "x" } },') - cost('')).toBe(
      3 * (2 * CONDITION_COST + read(2)),
    );
  });

  it('once in a relation of all entries, and in a component of each of them', () => {
    const within = (field: string, filters: string) =>
      costOf(`{ movies { ${field}(${filters}) { __typename } } }`) -
      costOf(`{ movies { ${field} { __typename } } }`);
    expect(within('genres', 'filters: { name: { eq: "x" } }')).toBe(
      2 * CONDITION_COST + read(2, 25),
    );
    expect(within('trailers', 'filters: { url: { eq: "x" } }')).toBe(
      25 * 2 * CONDITION_COST + read(2, 25),
    );
  });

  it('a refusal when they are nested too deeply, wherever that comes together', () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }).reduce<object>((not) => ({ not }), {});
    const source =
      'query ($f: MovieFiltersInput) { movies(filters: { not: { not: $f } }) { title } }';

    expect(costOf(source, { f: nested(17) })).toBeGreaterThan(0);
    expect(() => costOf(source, { f: nested(18) })).toThrow(/nested deeper than 20 levels/);
  });
});

describe('questions that may take the database long', () => {
  it.each([
    [
      '{ search(q: "", pageSize: 4) { results { ... on Movie { title } ... on Person { name } } } }',
      2 * RELATION_COST + 4 + 4 + 8,
    ],
    ['{ movieFacets { total } }', RELATION_COST + 1 + 1],
  ])('cost as much as ten in a request take: %s', (source, values) => {
    expect(costOf(source)).toBe(LONG_QUESTION_COST + values);
  });

  it('cost no more for the relations that their filters go through', () => {
    const filters = '{ director: { directedMovies: { title: { eq: "x" } } } }';
    expect(costOf(`{ movieFacets(filters: ${filters}) { total } }`)).toBeLessThan(
      LONG_QUESTION_COST + QUESTION_COST,
    );
  });
});
