import { country, createMovie, genre } from '../factories';
import { anonymous, clearCatalogue, sql, withApiToken } from '../harness';

/** Where `pagination.total` comes from: a number that is kept, or one that is counted. */

let drama: string;

/** More than there are: shows in every answer that is taken from there. */
const FALSE = 1_000;

beforeAll(async () => {
  await clearCatalogue();
  drama = await genre('Drama');
  await createMovie({
    title: 'One',
    releaseDate: '1931-05-11',
    genres: [drama],
    country: await country('FR'),
  });
  await createMovie({
    title: 'Two',
    releaseDate: '1939-05-11',
    genres: [drama, await genre('Comedy')],
  });
  await createMovie({ title: 'Three', releaseDate: undefined, genres: [] });
  await sql(
    `INSERT INTO entry_counts
     SELECT counted, key, $1 FROM entry_counts GROUP BY counted, key HAVING sum(delta) <> 0`,
    [FALSE],
  );
});

afterAll(async () => {
  await sql('SELECT recount_entries()');
  await clearCatalogue();
});

const totalOf = async (path: string, client = anonymous()): Promise<unknown> => {
  const { body } = await client.get(path);
  return (body as { meta: { pagination: { total: unknown } } }).meta.pagination.total;
};

it.each([
  ['/movies', 3],
  ['/movies?status=published&sort=title&pagination[pageSize]=1', 3],
  ['/people', 6],
  ['/characters', 3],
  ['/movies?filters[genres][name]=Drama', 2],
  ['/movies?filters[genres][name][$eq]=Drama', 2],
  ['/movies?filters[$and][0][country][code]=FR', 1],
  ['/movies?filters[country][name][$in][0]=France', 1],
  ['/movies?filters[releaseDate][$notNull]=true', 2],
  ['/movies?filters[releaseDate][$null]=false&sort=releaseDate:desc', 2],
])('the total of %s is the kept one', async (path, there) => {
  expect(await totalOf(path)).toBe(there + FALSE);
});

it.each([
  ['/movies?filters[title]=One', 1],
  ['/movies?filters[title][$notNull]=true', 3],
  ['/movies?filters[releaseDate][$null]=true', 1],
  ['/movies?filters[releaseDate][$notNull]=true&filters[title]=One', 1],
  ['/people?filters[dateOfBirth][$notNull]=true', 0],
  ['/movies?_q=Two', 1],
  ['/movies?filters[genres][name]=Drama&filters[country][code]=FR', 1],
  ['/movies?filters[genres][name][$in][0]=Drama&filters[genres][name][$in][1]=Comedy', 2],
  ['/movies?filters[genres][name][$ne]=Drama', 1],
  ['/movies?filters[genres][name][$eqi]=drama', 2],
  ['/movies?filters[genres][name]=Drama&filters[genres][documentId][$notNull]=true', 2],
  ['/movies?filters[$or][0][genres][name]=Drama', 2],
  ['/movies?filters[$not][genres][name]=Comedy', 2],
  ['/movies?filters[genres][name]=None', 0],
  ['/people?filters[firstName][$notNull]=true', 6],
  ['/genres?filters[name]=Drama', 1],
])('the total of %s is counted', async (path, there) => {
  expect(await totalOf(path)).toBe(there);
});

it('drafts are counted', async () => {
  const token = await withApiToken(['api::movie.movie.find', 'api::movie.movie.preview']);
  expect(await totalOf('/movies?status=draft', token)).toBe(3);
});

it('GraphQL has the same totals', async () => {
  const { data } = await anonymous().graphql(`{
    movies_connection { pageInfo { total } }
    drama: movies_connection(filters: { genres: { name: { eq: "Drama" } } }) { pageInfo { total } }
    one: movies_connection(filters: { title: { eq: "One" } }) { pageInfo { total } }
  }`);
  expect(data).toEqual({
    movies_connection: { pageInfo: { total: 3 + FALSE } },
    drama: { pageInfo: { total: 2 + FALSE } },
    one: { pageInfo: { total: 1 } },
  });
});

it('nothing is counted with pagination[withCount]=false', async () => {
  const { body } = await anonymous().get('/movies?pagination[withCount]=false');
  expect((body as { meta: unknown }).meta).toEqual({ pagination: { page: 1, pageSize: 25 } });
});
