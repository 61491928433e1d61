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
  ['a parameter that there is not', 'q=a&filters[title]=b', /filters/],
])('refuses %s', async (_what, query, message) => {
  const { body } = await anonymous().get(`/search?${query}`).expect(400);
  expect(body.error).toMatchObject({
    name: 'ValidationError',
    message: expect.stringMatching(message) as string,
  });
});
