import { anonymous, outsideApi, roundTripsOf } from '../harness';

const post = (query: string, variables?: object) =>
  outsideApi().post('/graphql', { query, variables });

const RELATIONS = `director { firstName lastName } country { name } genres { name }
  characters { name role actor { firstName lastName } }`;

const LIST = `query ($filters: MovieFiltersInput, $sort: [String]) {
  movies(filters: $filters, sort: $sort) { title }
}`;

const repeated = <Value>(times: number, value: Value): Value[] =>
  Array.from({ length: times }, () => value);

/** `60 × movies(100) { characters … }`. */
const manyAliases = (aliases: number, fields: string): string =>
  `{ ${Array.from({ length: aliases }, (_, n) => `m${n}: movies(pagination: { limit: 100 }) { ${fields} }`).join(' ')} }`;

describe('what frontends ask for is answered', () => {
  it.each([
    ['a list of 25 with five relations', `{ movies { title ${RELATIONS} poster { url } } }`],
    [
      'a list of 100 with four relations',
      `{ movies(pagination: { limit: 100 }) { title ${RELATIONS} } }`,
    ],
    [
      'the page of a movie with 100 characters, their actors and their movies',
      `{ movie(documentId: "none") { title ${RELATIONS.replace('characters', 'characters(pagination: { limit: 100 })').replace('lastName } }', 'lastName directedMovies { title genres(pagination: { limit: 3 }) { name } } } }')} } }`,
    ],
    [
      'a list, with its total',
      `{ movies_connection { nodes { title ${RELATIONS} } pageInfo { total pageCount } } }`,
    ],
    [
      'a home page of ten lists',
      `{ ${Array.from({ length: 10 }, (_, n) => `row${n}: movies { documentId title releaseDate poster { url } director { lastName } genres(pagination: { limit: 3 }) { name } }`).join(' ')} }`,
    ],
  ])('%s', async (_, query) => {
    expect((await post(query)).body.errors).toBeUndefined();
  });
});

describe('what could cost too much is refused before anything is read', () => {
  it.each([
    [
      'many long lists under aliases',
      manyAliases(60, 'characters(pagination: { limit: 25 }) { name }'),
    ],
    [
      'long lists in long lists',
      manyAliases(
        1,
        'characters(pagination: { limit: 100 }) { actor { directedMovies { title } } }',
      ),
    ],
    [
      'lists that are named by variables',
      'query ($page: PaginationArg) { movies(pagination: $page) { characters(pagination: $page) { movies(pagination: $page) { title } } } }',
      { page: { limit: 100 } },
    ],
    [
      'lists without limits, within each other',
      '{ movies { characters { movies { characters { name } } } } }',
    ],
    [
      'connections of which nothing is asked',
      manyAliases(
        1,
        Array.from(
          { length: 10 },
          (_, n) => `c${n}: characters_connection(pagination: { limit: 100 }) { __typename }`,
        ).join(' '),
      ),
    ],
    [
      'many totals',
      `{ ${Array.from({ length: 100 }, (_, n) => `m${n}: movies_connection(pagination: { limit: 1 }) { pageInfo { total } }`).join(' ')} }`,
    ],
    [
      'lists in fragments',
      `query { ${Array.from({ length: 60 }, (_, n) => `m${n}: movies(pagination: { limit: 100 }) { ...Cast }`).join(' ')} } fragment Cast on Movie { characters { name } }`,
    ],
    [
      'many mutations',
      `mutation { ${Array.from({ length: 101 }, (_, n) => `m${n}: deleteMovie(documentId: "none") { documentId }`).join(' ')} }`,
    ],
  ])('%s', async (_, query, variables: object = {}) => {
    const { result, statements } = await roundTripsOf(() => post(query, variables));

    expect(result.status).toBe(400);
    expect(result.body.data).toBeUndefined();
    const [{ message, extensions }] = result.body.errors;
    expect(message).toMatch(
      /^The query could cost \d+, and 50000 is allowed: .* Ask for shorter lists/,
    );
    expect(extensions).toEqual({
      code: 'BAD_USER_INPUT',
      error: {
        name: 'ValidationError',
        message,
        details: { cost: expect.any(Number), limit: 50000 },
      },
    });
    expect(extensions.error.details.cost).toBeGreaterThan(50000);
    // The permissions of visitors, which every request begins with.
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['conditions', { filters: { or: repeated(3000, { title: { eq: 'x' } }) } }],
    ['values', { filters: { title: { in: repeated(60_000, 'x') } } }],
    ['sorts', { sort: repeated(2000, 'title') }],
    ['values that nothing uses', { unused: repeated(60_000, 1) }],
  ])('too many %s', async (_, variables) => {
    const { result, statements } = await roundTripsOf(() => post(LIST, variables));

    expect(result.status).toBe(400);
    expect(result.body.errors).toMatchObject([
      {
        message: expect.stringMatching(/^The query could cost \d+, and 50000 is allowed: /),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('many searches and facets, each of which the database may work on for long', async () => {
    const asked = (times: number, field: string) =>
      post(`{ ${Array.from({ length: times }, (_, n) => `f${n}: ${field}`).join(' ')} }`);

    for (const field of ['search(q: "x") { pageInfo { page } }', 'movieFacets { total }']) {
      expect((await asked(9, field)).body.errors).toBeUndefined();
      const { result, statements } = await roundTripsOf(() => asked(11, field));
      expect(result.body.errors[0].message).toMatch(/^The query could cost \d+, and 50000/);
      expect(statements.length).toBeLessThanOrEqual(1);
    }
  });

  it('is answered when directives leave it out', async () => {
    const query = `query ($all: Boolean!) { movies { title } ...All @include(if: $all) }
      fragment All on Query { ${manyAliases(60, 'characters { name }').slice(1, -1)} }`;

    expect((await post(query, { all: true })).status).toBe(400);
    expect((await post(query, { all: false })).body).toEqual({ data: { movies: [] } });
  });
});

describe('arguments that are nested deeply', () => {
  const nested = (levels: number) =>
    Array.from({ length: levels }).reduce<object>((not) => ({ not }), {});
  const combined = (levels: number) =>
    Array.from({ length: levels }).reduce<object>((filter) => ({ and: [filter] }), {});
  const written = (levels: number) => `${'{ not: '.repeat(levels)}{}${' }'.repeat(levels)}`;

  it.each([
    ['filters', LIST, { filters: nested(20) }],
    ['filters of a thousand levels', LIST, { filters: nested(1000) }],
    ['lists of two thousand levels', LIST, { filters: combined(2000) }],
    ['variables that nothing uses', '{ movies { title } }', { unused: nested(3000) }],
    ['filters in the query', `{ movies(filters: ${written(20)}) { title } }`, {}],
    ['a thousand levels in the query', `{ movies(filters: ${written(1000)}) { title } }`, {}],
    [
      'a value of a variable',
      `query ($filters: MovieFiltersInput = ${written(1000)}) { movies(filters: $filters) { title } }`,
      {},
    ],
    [
      'a variable within filters of the query',
      `query ($f: MovieFiltersInput) { movies(filters: ${written(11).replace('{}', '$f')}) { title } }`,
      { f: nested(11) },
    ],
  ])('are refused by the limit: %s', async (_, query, variables) => {
    // Twice: what the server remembers of the first must not let the second one pass.
    for (const { result, statements } of [
      await roundTripsOf(() => post(query, variables)),
      await roundTripsOf(() => post(query, variables)),
    ]) {
      expect(result.status).toBe(400);
      expect(result.body.errors).toMatchObject([
        {
          message: expect.stringMatching(/nested deeper than 20 levels of objects and lists/),
          extensions: { code: 'BAD_USER_INPUT', error: { details: { limit: 20 } } },
        },
      ]);
      expect(statements.length).toBeLessThanOrEqual(1);
    }
  });

  it('are answered up to it', async () => {
    expect((await post(LIST, { filters: nested(19) })).body).toEqual({ data: { movies: [] } });
    const query = `{ movies(filters: ${written(19)}) { title } }`;
    expect((await post(query)).body).toEqual({ data: { movies: [] } });
  });
});

describe('documents that are made to take long', () => {
  const bomb = [
    '{ movies { ...F0 } }',
    ...Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Movie { ...F${n + 1} ...F${n + 1} }`,
    ),
    'fragment F40 on Movie { title }',
  ].join('\n');

  it.each([
    [
      'fragments that double each other',
      bomb,
      'fields and fragments, each fragment written out where it is used; 1000 are allowed',
    ],
    [
      'fragments that contain themselves',
      '{ movies { ...A } } fragment A on Movie { characters { movies { ...A } } }',
      'has too many fields',
    ],
    ['thousands of fields', `{ movies { ${'title '.repeat(5000)} } }`, 'has 5001 fields'],
    ['more words than are read', `{ movies { ${'title '.repeat(50_000)} } }`, '20000 tokens'],
    [
      'more than a thousand levels',
      `${'{ movies '.repeat(1200)}${'}'.repeat(1200)}`,
      'has too many fields',
    ],
    [
      'thousands of levels of fields',
      `${'{ movies '.repeat(3000)} { title } ${'}'.repeat(3000)}`,
      'has too many fields|call stack',
    ],
    [
      'thousands of levels of fragments',
      `{ ${'... { '.repeat(5000)} movies { title } ${'}'.repeat(5000)} }`,
      '',
    ],
  ])('are refused at once: %s', async (_, query, message) => {
    // Twice: what the server remembers of the first must not let the second one pass.
    for (const { status, body } of [await post(query), await post(query)]) {
      expect({ status, message: body.errors[0].message }).toEqual({
        status: 400,
        message: expect.stringMatching(message),
      });
    }
    expect(await anonymous().graphql('{ movies { title } }')).toEqual({ data: { movies: [] } });
  });

  it('are refused in lists of operations', async () => {
    const { status, body } = await outsideApi().post('/graphql', [
      { query: '{ movies { title } }' },
      { query: '{ movies { title } }' },
    ]);

    expect({ status, message: body.errors[0].message }).toEqual({
      status: 400,
      message: expect.stringContaining('batching disabled'),
    });
  });
});
