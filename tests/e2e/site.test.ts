import { openWindow, PATIENCE_MS } from './browser';
import { DEMO_TIMEOUT_MS, startDemo } from './demo';
import { account } from './site/account';
import { apiPage } from './site/api-page';
import { appearance } from './site/appearance';
import { publishHostileMovie } from './site/published-movie';
import { lookingAround } from './site/looking-around';
import { obstacles } from './site/obstacles';
import type { Site } from './site/site';
import { troubles } from './site/troubles';
import { Visitor } from './site/visitor';

jest.setTimeout(5 * PATIENCE_MS);

const site = { requests: [] as string[] } as unknown as Site;

beforeAll(async () => {
  site.demo = await startDemo();
  site.window = await openWindow(site.demo.url, 'site');
  site.visitor = new Visitor(site.window.page);
  site.visitor.page.on('request', (request) => {
    site.requests.push(`${request.method()} ${request.url()}`);
  });
}, DEMO_TIMEOUT_MS);

afterAll(async () => {
  await site.window.close();
  await site.demo.stop();
}, DEMO_TIMEOUT_MS);

// On one demo, which takes a while to start. Pictures for the docs first, of the catalogue as it comes.
appearance(site);

describe('a visit', () => {
  beforeAll(async () => {
    await site.visitor.open('/', 'Movies');
    await site.visitor.page.evaluate('localStorage.clear()');
    site.hostile = await publishHostileMovie(site.demo);
  });

  lookingAround(site);
  account(site);
  obstacles(site);
  apiPage(site);
  troubles(site);
});
