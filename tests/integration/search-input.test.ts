import { createMovie } from '../factories';
import { anonymous, clearCatalogue } from '../harness';

const labels = async (q: string): Promise<string[]> => {
  const { body } = await anonymous()
    .get(`/search?${new URLSearchParams({ q }).toString()}`)
    .expect(200);
  return (body as { data: { label: string }[] }).data.map(({ label }) => label);
};

afterAll(clearCatalogue);

beforeAll(async () => {
  await createMovie({ title: 'Größe 100%_\\' });
  await createMovie({ title: 'قصة حب' });
  await createMovie({ title: 'Emoji 🎬' });
  await createMovie({ title: '七人の侍' });
  await createMovie({ title: 'Ёлки' });
});

it.each([
  ['nothing', '', []],
  ['blanks', '   ', []],
  ['signs alone', '%_\\', []],
  ['signs of tsquery', `' | & ! :* <-> ( "`, []],
  ['signs beside words', 'grosse %_\\', ['Größe 100%_\\']],
  ['other letters for the same', 'GRÖSSE', ['Größe 100%_\\']],
  ['right to left', 'قصة', ['قصة حب']],
  ['marks of direction', '\u202eقصة حب\u202c', ['قصة حب']],
  ['a picture', '🎬', ['Emoji 🎬']],
  ['another script', '七人の', ['七人の侍']],
  ['Cyrillic, with composed letters', '\u0415\u0308лки', ['Ёлки']],
  ['1,000 letters', 'a'.repeat(1000), []],
  ['1,000 words', 'emoji '.repeat(1000), ['Emoji 🎬']],
  ['a statement', `'; DROP TABLE search_movies; --`, []],
])('answers %s', async (_what, q, expected) => {
  expect(await labels(q)).toEqual(expected);
});

it.each([
  ['no text', '', /"q"/],
  ['two texts', 'q=a&q=b', /"q"/],
  ['a nested text', 'q[$ne]=a', /"q"/],
  ['an unknown type', 'q=a&types=planet', /"planet".*movie, person, character/],
  ['a page before the first', 'q=a&page=0', /"page"/],
  ['a page that is no number', 'q=a&page=two', /"page"/],
  ['too large a page', 'q=a&pageSize=101', /"pageSize".*100/],
  ['a page in other signs than digits', 'q=a&page=1e2', /^"page" must be[^;]*$/],
  ['a page size in other signs than digits', 'q=a&pageSize=0x2', /^"pageSize" must be[^;]*$/],
  ['several pages', 'q=a&page[]=1', /^"page" must be[^;]*$/],
  ['a page of 20 digits', `q=a&page=${'1'.repeat(20)}`, /^"page" must be[^;]*$/],
  ['what PostgreSQL cannot read', 'q=a%00b', /"q".*NUL/],
  ['a parameter that there is not', 'q=a&filters[title]=b', /filters/],
])('refuses %s', async (_what, query, message) => {
  const { body } = await anonymous().get(`/search?${query}`).expect(400);
  expect(body.error).toMatchObject({
    name: 'ValidationError',
    message: expect.stringMatching(message) as string,
  });
});

it('refuses the same over GraphQL, without a word of SQL', async () => {
  const { errors } = await anonymous().graphql(
    'query ($q: String!) { search(q: $q) { nodes { label } } }',
    { q: 'a\0b' },
  );
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(/"q".*NUL/) as string,
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(JSON.stringify(errors)).not.toMatch(/select/i);
});

it('takes null over GraphQL for what is not given', async () => {
  const { data, errors } = await anonymous().graphql(
    '{ search(q: "emoji", types: null, page: null, pageSize: null) { pageInfo { page pageSize total } } }',
  );
  expect(errors).toBeUndefined();
  expect(data?.search).toEqual({ pageInfo: { page: 1, pageSize: 25, total: 1 } });
});
