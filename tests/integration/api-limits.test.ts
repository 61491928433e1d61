import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { createMovie, createPerson } from '../factories';
import { anonymous, clearCatalogue, strapi, withApiToken } from '../harness';

/** More than the greatest page; there are more countries than that, seeded. */
const MANY = 120;
const MAX = 100;

/** A person with many characters, as raw rows: through the document service they would take seconds. */
const createProlificActor = async (): Promise<string> => {
  const person = await createPerson();
  await strapi().db.connection.raw(
    `WITH played AS (
       INSERT INTO characters (document_id, name, role, created_at, updated_at, published_at)
       SELECT 'bulk' || n, 'Character ' || n, 'background', now(), now(), now()
       FROM generate_series(1, ?) AS n
       RETURNING id
     )
     INSERT INTO characters_actor_lnk (character_id, person_id, character_ord)
     SELECT id, ?, row_number() OVER (ORDER BY id) FROM played`,
    [MANY, person.id],
  );
  return person.documentId;
};

afterEach(clearCatalogue);

describe('a page over REST', () => {
  it.each([
    ['', 25],
    ['pagination[pageSize]=100', MAX],
    ['pagination[pageSize]=101', MAX],
    ['pagination[pageSize]=1000000', MAX],
    ['pagination[pageSize]=-1', 1],
    ['pagination[pageSize]=0', 1],
    ['pagination[limit]=1000', MAX],
    ['pagination[limit]=-1', 1],
    ['pagination[page]=2&pagination[pageSize]=1000', MAX],
    ['pagination[start]=10&pagination[limit]=1000', MAX],
  ])('asked for with "%s" has %i entries', async (query, expected) => {
    const { status, body } = await anonymous().get(`/countries?fields=code&${query}`);
    const { pageSize, limit, total } = body.meta.pagination;

    expect(status).toBe(200);
    expect(total).toBeGreaterThan(2 * MAX);
    expect(body.data).toHaveLength(expected);
    expect(pageSize ?? limit).toBe(expected);
  });

  it('counted by number and by offset at once is refused', async () => {
    const { status } = await anonymous().get('/movies?pagination[page]=1&pagination[start]=0');

    expect(status).toBe(400);
  });
});

describe('what a query asks for and the API does not know', () => {
  it.each([
    ['unknown=1', 'Invalid key unknown'],
    ['filters[unknown]=1', 'Invalid key unknown'],
    ['filters[title][$unknown]=1', 'Invalid key $unknown at title'],
    ['filters[director][unknown]=1', 'Invalid key unknown at director'],
    ['filters[$or][0][unknown]=1', 'Invalid key unknown'],
    ['populate=unknown', 'Invalid key unknown'],
    ['populate[unknown]=true', 'Invalid key unknown'],
    ['populate[director][populate][unknown]=true', 'Invalid key unknown at director'],
    ['populate[characters][pagination][pageSize]=5', 'Invalid key pagination at characters'],
    ['populate[characters][limit]=1000', 'Invalid key limit at characters'],
    ['sort=unknown', 'Invalid key unknown'],
    ['sort[0]=title&sort[1]=unknown:desc', 'Invalid key unknown'],
    ['sort=director.unknown', 'Invalid key unknown at director'],
    ['fields=unknown', 'Invalid key unknown'],
    ['sort=title:up', 'Invalid order. order can only be one of asc|desc|ASC|DESC'],
  ])('is named in a 400: %s', async (query, message) => {
    await createMovie();

    const { status, body } = await anonymous().get(`/movies?${query}`);
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: expect.stringContaining(message),
    });
  });

  it('is named in a 400 by an entry too', async () => {
    const { documentId } = await createMovie();

    const { status, body } = await anonymous().get(`/movies/${documentId}?unknown=1`);
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: 'Invalid key unknown',
    });
  });
});

describe('what a body says and the API does not know', () => {
  const writer = () =>
    withApiToken([
      'api::person.person.create',
      'api::person.person.update',
      'api::person.person.find',
    ]);

  it.each([
    [{ unknown: 1 }, 'Invalid key unknown'],
    [{ country: { unknown: 1 } }, 'Invalid key unknown at country'],
    [{ id: 7 }, 'Invalid key id'],
    [{ documentId: 'chosen' }, 'Invalid key documentId'],
    [{ createdAt: '2000-01-01' }, 'Invalid key createdAt'],
    [{ createdBy: 1 }, 'Invalid key createdBy'],
  ])('is named in a 400: %j', async (extra, message) => {
    const client = await writer();
    const person = await createPerson({ firstName: 'Known' });
    const answers = [
      await client.post('/people', { data: { firstName: 'New', ...extra } }),
      await client.put(`/people/${person.documentId}`, {
        data: { firstName: 'Changed', ...extra },
      }),
    ];

    for (const { status, body } of answers) {
      expect({ status, message: body.error.message }).toEqual({ status: 400, message });
    }
    const { body } = await client.get('/people?fields=firstName');
    expect(body.data).toMatchObject([{ firstName: 'Known' }]);
  });

  it.each([[{}], [{ firstName: 'New' }], [{ data: 'New' }], [[]]])(
    'without an object under "data" is a 400 that says so: %j',
    async (payload) => {
      const { status, body } = await (await writer()).post('/people', payload);

      expect({ status, message: body.error.message }).toEqual({
        status: 400,
        message: 'Missing "data" payload in the request body',
      });
    },
  );
});

describe('GraphQL', () => {
  /** `characters { movies { … { name } } }`, so many fields deep, below `movies`. */
  const nested = (depth: number): string => {
    const fields = Array.from({ length: depth }, (_, level) =>
      level % 2 === 0 ? 'characters' : 'movies',
    );
    const opened = fields.map((field) => `{ ${field}(pagination: { limit: 1 }) `).join('');
    return `{ movies ${opened}{ documentId } ${'} '.repeat(depth)}}`;
  };

  it('answers a query that is 10 levels deep', async () => {
    expect(await anonymous().graphql(nested(9))).toEqual({ data: { movies: [] } });
  });

  it('refuses a query that is deeper than 10 levels', async () => {
    const { data, errors } = await anonymous().graphql(nested(10));

    expect(data).toBeUndefined();
    expect(errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('exceeds maximum operation depth of 10'),
    ]);
  });

  it('refuses a query that hides its depth in a fragment', async () => {
    const fragment = 'fragment Cast on Movie { characters { movies { characters { name } } } }';
    const { errors } = await anonymous().graphql(
      `${nested(7).replace('documentId', '... on Character { movies { ...Cast } }')} ${fragment}`,
    );

    expect(errors?.[0]?.message).toMatch('exceeds maximum operation depth of 10');
  });

  it.each([
    ['', 25],
    ['(pagination: { limit: 1000 })', MAX],
    ['(pagination: { pageSize: 1000 })', MAX],
    ['(pagination: { limit: -1 })', MAX],
    ['(pagination: { start: 10, limit: 1000 })', MAX],
  ])('gives lists and connections%s of %i entries', async (args, expected) => {
    const { data } = await anonymous().graphql(
      `{ countries${args} { code } countries_connection${args} { nodes { code } } }`,
    );

    expect(data?.countries).toHaveLength(expected);
    expect(data?.countries_connection).toMatchObject({ nodes: { length: expected } });
  });

  it.each([
    ['', 25],
    ['(pagination: { limit: 1000 })', MAX],
    ['(pagination: { limit: -1 })', MAX],
    ['(pagination: { pageSize: 1000 })', MAX],
  ])('gives nested lists%s of %i entries', async (args, expected) => {
    const documentId = await createProlificActor();
    const { data } = await anonymous().graphql(
      `{ person(documentId: "${documentId}") {
        characters${args} { name }
        characters_connection${args} { nodes { name } }
      } }`,
    );

    expect(data?.person).toMatchObject({
      characters: { length: expected },
      characters_connection: { nodes: { length: expected } },
    });
  });

  it.each([
    ['{ movies { unknown } }', 'Cannot query field "unknown" on type "Movie"'],
    ['{ movies(unknown: 1) { title } }', 'Unknown argument "unknown"'],
    ['{ movies(filters: { unknown: { eq: 1 } }) { title } }', 'Field "unknown" is not defined'],
    ['{ movies(sort: "unknown") { title } }', 'Invalid key unknown'],
  ])('names what it does not know: %s', async (query, message) => {
    const { data, errors } = await anonymous().graphql(query);

    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.message).toMatch(message);
  });

  it('answers introspection outside of production', async () => {
    const { data } = await anonymous().graphql(getIntrospectionQuery());
    const schema = buildClientSchema(data as unknown as IntrospectionQuery);

    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('movies_connection');
  });
});
