import { createMovie } from '../factories';
import { anonymous, application, type Client, clearCatalogue, strapi, withUser } from '../harness';

let movie: string;

beforeAll(async () => {
  await clearCatalogue();
  ({ documentId: movie } = await createMovie({ title: 'Before' }));
});

afterAll(clearCatalogue);

const ask = (client: Client, path: string, etag?: string) => {
  const request = client.get(path);
  return etag ? request.set('If-None-Match', etag) : request;
};

const etagOf = async (client: Client, path: string): Promise<string> => {
  const { headers, status } = await ask(client, path);
  expect(status).toBe(200);
  return headers.etag ?? '';
};

describe('Reads over REST', () => {
  it.each(['/movies', '/movies/facets', '/search?q=before'])(
    'are answered with 304 and no body while nothing has changed: %s',
    async (path) => {
      const etag = await etagOf(anonymous(), path);
      expect(etag).not.toBe('');
      const again = await ask(anonymous(), path, etag);
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      expect(again.headers.etag).toBe(etag);
    },
  );

  it('are one text with one ETag in whatever order the database gives the relations', async () => {
    const path = `/movies/${movie}?populate[director]=true&populate[country]=true&populate[genres]=true&populate[characters][populate][actor]=true`;
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(anonymous(), path)));
    expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.type).toBe('application/json');
    expect(Object.keys(answers[0]?.body.data ?? {}).slice(0, 3)).toEqual([
      'id',
      'documentId',
      'title',
    ]);
  });

  it('are answered anew after a change', async () => {
    const path = `/movies/${movie}`;
    const etag = await etagOf(anonymous(), path);
    await strapi()
      .documents('api::movie.movie')
      .update({ documentId: movie, data: { title: 'After' }, status: 'published' });
    const { status, body } = await ask(anonymous(), path, etag);
    expect(status).toBe(200);
    expect((body as { data: object }).data).toMatchObject({ title: 'After' });
  });

  it('may be kept by every cache when anybody may read them, and are asked for each time', async () => {
    const { headers } = await ask(anonymous(), '/movies');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers.vary).toContain('Authorization');
  });

  it.each(['/movies', '/users/me', '/users/me/favorites'])(
    'are for the caller alone when somebody has signed in: %s',
    async (path) => {
      const me = await withUser();
      const etag = await etagOf(me, path);
      const { status, headers } = await ask(me, path, etag);
      expect(status).toBe(304);
      expect(headers['cache-control']).toBe('private, no-cache');
      expect(headers.vary).toContain('Authorization');
    },
  );

  it('tell nobody who may not read them whether they have changed', async () => {
    const me = await withUser();
    const path = '/users/me/favorites';
    const etag = await etagOf(me, path);
    const { status, headers } = await ask(anonymous(), path, etag);
    expect(status).toBeGreaterThanOrEqual(401);
    expect(headers.etag).toBeUndefined();
  });

  it('are found by HEAD without a body, with the same ETag', async () => {
    const etag = await etagOf(anonymous(), '/movies');
    const { headers, status } = await fetch(`${application().url}/api/movies`, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(etag);
  });

  it('can be asked again by pages of other origins', async () => {
    const url = `${application().url}/api/movies`;
    const origin = 'https://movies.example.com';
    const asked = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    });
    expect(asked.headers.get('access-control-allow-headers')).toContain('If-None-Match');
    const { headers } = await fetch(url, { headers: { origin } });
    expect(headers.get('access-control-expose-headers')).toContain('ETag');
  });

  it('that fail have no ETag', async () => {
    const { status, headers } = await ask(anonymous(), '/movies/nothing');
    expect(status).toBe(404);
    expect(headers.etag).toBeUndefined();
  });
});
