import request from 'supertest';
import { application } from '../harness';
import {
  createDatabase,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';

/** What a browser that opens an address accepts. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const open = (path: string, headers: Record<string, string> = {}) =>
  request(application().url)
    .get(path)
    .set({ Accept: BROWSER, ...headers });

const isSite = (text: string): boolean => text.includes('/site/main.js');

describe('the site', () => {
  it.each([
    '/',
    '/movies/abc',
    '/people/abc',
    '/favorites',
    '/profile',
    '/sign-in',
    '/register',
    '/?genre=Drama&page=2',
  ])('is at %s', async (path) => {
    const { status, type, text } = await open(path);

    expect([status, type, isSite(text)]).toEqual([200, 'text/html', true]);
  });

  it('runs no scripts but its own, and speaks to nobody else', async () => {
    const policy = (await open('/')).headers['content-security-policy'];

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(
      "script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'",
    );
    expect(policy).not.toMatch(/unsafe|https:|\*/);
  });

  it.each(['/', '/site/main.js', '/site/styles/base.css'])(
    '%s is asked for again, and sent again only when it has changed',
    async (path) => {
      const first = await open(path);
      expect([first.status, first.headers['cache-control']]).toEqual([200, 'no-cache']);

      const etag = String(first.headers.etag);
      expect((await open(path, { 'If-None-Match': etag })).status).toBe(304);
      expect((await open(path, { 'If-None-Match': '"another"' })).status).toBe(200);
    },
  );

  it.each(['/site', '/site/', '/site/index.html'])('is not at %s as well', async (path) => {
    const { status, headers } = await open(path);

    expect([status, headers.location]).toEqual([302, '/']);
  });

  it('brings its typeface along', async () => {
    const { status, type } = await open('/site/fonts/inter-latin-400-normal.woff2');

    expect([status, type]).toEqual([200, 'font/woff2']);
    expect((await open('/site/fonts/inter-latin-900-normal.woff2')).status).toBe(404);
  });

  it.each(['/nothing', '/movies', '/movies/abc/def', '/index.php'])(
    'tells browsers with a page that there is nothing at %s',
    async (path) => {
      const { status, text } = await open(path);
      expect([status, isSite(text)]).toEqual([404, true]);

      const program = await open(path, { Accept: '*/*' });
      expect([program.status, program.type]).toEqual([404, 'application/json']);
    },
  );

  it.each(['/api/nothing', '/api', '/uploads/nothing.png', '/site/nothing.js', '/site/styles'])(
    'leaves %s to what is there',
    async (path) => {
      const { status, text } = await open(path);

      expect([status, isSite(text)]).toEqual([404, false]);
    },
  );

  it.each(['/api/genres', '/_health', '/graphql'])(
    'does not stand in the way of %s',
    async (path) => {
      const { status, text } = await open(path);

      expect(status).toBeLessThan(300);
      expect(isSite(text)).toBe(false);
    },
  );

  it.each(['/site/..%2f..%2fpackage.json', '/site/%2e%2e/%2e%2e/package.json', '/site/.env'])(
    'shows no file from elsewhere: %s',
    async (path) => {
      const { status, text } = await open(path);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('dependencies');
    },
  );
});

describe('a server without the site', () => {
  const DATABASE = 'reelbase_without_site';
  let url: string;

  beforeAll(async () => {
    await createDatabase(DATABASE);
    ({ url } = await startAndWait(DATABASE, { SITE: 'off' }));
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    killServers();
    await dropDatabase(DATABASE);
  });

  it('leads to the admin panel', async () => {
    const { status, headers } = await request(url).get('/');

    expect([status, headers.location]).toEqual([302, '/admin']);
  });

  it.each(['/site', '/site/main.js', '/site/index.html', '/sign-in', '/nothing'])(
    'has nothing at %s',
    async (path) => {
      const { status, text } = await request(url).get(path).set('Accept', BROWSER);

      expect([status, isSite(text)]).toEqual([404, false]);
    },
  );
});
