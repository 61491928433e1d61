import { buildSchema, getOperationAST, parse } from 'graphql';
import { estimateCost, QUESTION_COST, RELATION_COST } from '../../src/graphql/cost/estimate';
import { writtenSize } from '../../src/graphql/cost/written-size';

const schema = buildSchema(/* GraphQL */ `
  input PaginationArg {
    page: Int
    pageSize: Int
    start: Int
    limit: Int
  }
  input StringFilterInput {
    and: [String]
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
  type Genre {
    name: String
  }
  type GenreConnection {
    nodes: [Genre!]!
  }
  type Person {
    name: String
    directedMovies(pagination: PaginationArg = {}): [Movie]!
  }
  type Movie {
    title: String
    director: Person
    genres(pagination: PaginationArg = {}): [Genre]!
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
    [
      'a result of several types',
      '{ search(q: "", pageSize: 4) { results { ... on Movie { title } ... on Person { name } } } }',
      1,
      2,
      4 + 4 + 8,
    ],
    ['a mutation', 'mutation { createMovie { title } }', 1, 1, 2],
    ['the schema', '{ __schema { types { fields { args { name } } } } }', 0, 0, 0],
    [
      'filters that go through relations',
      '{ movies(filters: { and: [{ director: { directedMovies: { title: { eq: "x" } } } }] }) { title } }',
      3,
      1,
      3 * 25 + 25,
    ],
    [
      'filters that combine others, or ask of values',
      '{ movies(filters: { not: { and: [{ title: { not: { eq: "x" } } }] } }) { title } }',
      1,
      1,
      25 + 25,
    ],
    [
      'filters by a relation to the same type',
      '{ movies(filters: { remakes: { not: { title: { eq: "x" } } } }) { title } }',
      2,
      1,
      2 * 25 + 25,
    ],
    [
      'filters of what is counted',
      '{ movieFacets(filters: { director: { directedMovies: { title: { eq: "x" } } } }) { total } }',
      3,
      1,
      3 + 1,
    ],
    [
      'a sort that goes through one',
      '{ movies(sort: "director.name") { title } }',
      2,
      1,
      2 * 25 + 25,
    ],
    [
      'filters of a connection',
      '{ movies_connection(filters: { director: { name: { eq: "x" } } }, pagination: { limit: 2 }) { nodes { title } } }',
      2,
      2,
      2 * 2 + 2 + 2,
    ],
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

describe('the written size of a document', () => {
  /** Each fragment has the one before twice: two to the power of `levels`. */
  const bomb = (levels: number): string =>
    [
      '{ movies { ...F0 } }',
      ...Array.from(
        { length: levels },
        (_, level) => `fragment F${level} on Movie { ...F${level + 1} ...F${level + 1} }`,
      ),
      `fragment F${levels} on Movie { title }`,
    ].join('\n');

  it.each([
    ['its fields', '{ movies { title director { name } } }', 4],
    ['its fragments, as often as they are used', bomb(3), 1 + 15 + 8],
    ['inline fragments and their fields', '{ movies { ... on Movie { title } } }', 3],
    [
      'the largest operation',
      'query A { movie { title } } query B { movies { title genres { name } } }',
      4,
    ],
    ['thirty fragments in each other', bomb(30), 1 + (2 ** 31 - 1) + 2 ** 30],
    [
      'fragments that contain themselves',
      '{ movie { ...A } } fragment A on Movie { title ...A }',
      Infinity,
    ],
    ['more levels than it is told to', `${'{ movie '.repeat(51)}${'}'.repeat(51)}`, Infinity],
  ])('counts %s', (_, source, size) => {
    expect(writtenSize(parse(source), 50)).toBe(size);
  });
});
