import { anonymous, sql, strapi } from '../harness';

const INTERNAL_ERROR = {
  message: 'Internal Server Error',
  extensions: {
    code: 'INTERNAL_SERVER_ERROR',
    error: { name: 'InternalServerError', message: 'Internal Server Error' },
  },
};

/** What goes wrong is logged, and not wanted here. */
const silently = () => jest.spyOn(strapi().log, 'error').mockImplementation();

afterEach(() => jest.restoreAllMocks());

it.each([
  ['search(q: "hidden") { nodes { label } }', 'search_vocabulary'],
  ['filmography(person: "hidden") { totals { movies } }', 'characters_actor_lnk'],
  ['movieFacets(filters: { title: { eq: "hidden" } }) { total }', 'movies_genres_lnk'],
  ['genres { name }', 'genres'],
])('say nothing of the database over GraphQL: %s', async (query, table) => {
  const log = silently();
  await sql(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  const { errors } = await anonymous()
    .graphql(`{ ${query} }`)
    .finally(() => sql(`ALTER TABLE ${table}_away RENAME TO ${table}`));
  expect(errors).toEqual([expect.objectContaining(INTERNAL_ERROR)]);
  expect(JSON.stringify(errors)).not.toMatch(/select /i);
  expect(JSON.stringify(log.mock.calls)).toContain('42P01');
});

it('say nothing where they have no more than a message, which is logged', async () => {
  const log = silently();
  const database = strapi().db;
  const build = database.queryBuilder.bind(database);
  jest.spyOn(database, 'queryBuilder').mockImplementation((uid) => {
    const builder = build(uid);
    if (uid !== 'api::movie.movie') return builder;
    return Object.assign(builder, {
      init: () => database.connection.raw('SELECT ?', []).toQuery(),
    });
  });
  const { errors } = await anonymous().graphql('{ movieFacets { total } }');
  expect(errors).toEqual([expect.objectContaining(INTERNAL_ERROR)]);
  expect(log.mock.calls.map(([error]) => (error as unknown as Error).message).join()).toContain(
    'bindings',
  );
});

it('leave what is for the client as it is', async () => {
  const { errors } = await anonymous().graphql('{ filmography(person: "nobody") { __typename } }');
  expect(errors).toMatchObject([{ message: 'There is no person "nobody".' }]);
});
