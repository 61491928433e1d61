import type { Page } from 'playwright-core';
import { until } from '../../harness/until';
import { PATIENCE_MS } from '../browser';
import { publishMovie } from './published-movie';
import type { Site } from './site';
import { Visitor } from './visitor';

const BLOCKED = `for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, {
    get() { throw new DOMException('Access is denied.', 'SecurityError'); },
  });`;

const FULL = `Storage.prototype.setItem = () => {
  throw new DOMException('There is no room.', 'QuotaExceededError');
};`;

/** Broken addresses and browsers that keep nothing. */
export const obstacles = (site: Site): void => {
  /** Does something in a window with nothing kept; no script in it may throw. */
  const inNewWindow = async (
    prepare: (page: Page) => Promise<unknown>,
    visit: (visitor: Visitor) => Promise<void>,
  ): Promise<void> => {
    const browser = site.visitor.page.context().browser();
    if (!browser) throw new Error('The browser is closed');
    const context = await browser.newContext({ baseURL: site.demo.url });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await prepare(page);
    await visit(new Visitor(page));
    expect(errors).toEqual([]);
    await context.close();
  };
  const unprepared = () => Promise.resolve();

  describe('in the way of a visitor', () => {
    let username: string;

    beforeAll(async () => {
      await inNewWindow(unprepared, async (visitor) => {
        username = await visitor.register();
      });
    });

    it.each(['/movies/%ZZ', '/people/%E0%A4%A'])('%s is no page', (path) =>
      inNewWindow(unprepared, (visitor) => visitor.open(path, 'There is no such page')),
    );

    it.each([
      '/movies/%',
      'http://[',
      '/admin',
      '//example.com',
      'https://example.com/',
      '/nothing',
    ])('signing in leads to the movies when the next page would be %s', (next) =>
      inNewWindow(unprepared, async (visitor) => {
        await visitor.open(`/sign-in?next=${encodeURIComponent(next)}`, 'Sign in');
        await visitor.signIn(username);
        await visitor.heading('Movies').waitFor();
        expect(new URL(visitor.page.url()).pathname).toBe('/');
      }),
    );

    it.each([
      ['blocked', BLOCKED],
      ['full', FULL],
    ])('a storage that is %s keeps nobody from looking around and signing in', (_, script) =>
      inNewWindow(
        (page) => page.addInitScript(script),
        async (visitor) => {
          await visitor.open('/', 'Movies');
          await visitor.page.getByRole('button', { name: 'Use dark colours' }).click();
          await visitor.page.getByRole('button', { name: 'Use light colours' }).waitFor();
          await visitor.page.locator('.card a').first().click();
          await visitor.page.waitForURL('**/movies/*');
          await visitor.page.goBack();
          expect(await visitor.titles()).toHaveLength(24);
          await visitor.follow('Sign in');
          await visitor.heading('Sign in').waitFor();
          await visitor.signIn(username);
          await visitor.signOut.waitFor();
          await visitor.follow('My favorites');
          await visitor.heading('My favorites').waitFor();
          await visitor.signOut.click();
          await visitor.page.getByRole('link', { name: 'Sign in' }).waitFor();
        },
      ),
    );

    it('remembers the positions of the latest pages only', () =>
      inNewWindow(unprepared, async (visitor) => {
        await visitor.open('/', 'Movies');
        await visitor.page.evaluate(`sessionStorage.setItem('reelbase.positions', JSON.stringify(
          Object.fromEntries(Array.from({ length: 200 }, (_, index) => ['old-' + index, { y: 1 }]))))`);
        await visitor.follow('Register');
        await visitor.heading('Register').waitFor();
        const kept = await visitor.page.evaluate<string[]>(
          `Object.keys(JSON.parse(sessionStorage.getItem('reelbase.positions')))`,
        );
        expect(kept).toHaveLength(50);
        expect(kept.filter((key) => !key.startsWith('old-'))).toHaveLength(1);
        await visitor.page.goBack();
        await visitor.heading('Movies').waitFor();
      }));

    it('the other tabs take the colours that one has chosen', () =>
      inNewWindow(unprepared, async (visitor) => {
        const errors: string[] = [];
        const other = await visitor.page.context().newPage();
        other.on('pageerror', ({ message }) => errors.push(message));
        await new Visitor(other).open('/', 'Movies');
        await visitor.open('/', 'Movies');
        await visitor.page.getByRole('button', { name: 'Use dark colours' }).click();
        await other.getByRole('button', { name: 'Use light colours' }).waitFor();
        expect(await other.evaluate('document.documentElement.dataset.theme')).toBe('dark');
        expect(errors).toEqual([]);
      }));

    it('a sorting that there is not is the usual one', () =>
      inNewWindow(unprepared, async (visitor) => {
        await visitor.open('/?sort=constructor', 'Movies');
        expect(await visitor.titles()).toHaveLength(24);
        expect(await visitor.page.getByLabel('Sort by').inputValue()).toBe('newest');
      }));

    it('a movie without a release date is not the newest, and found by its title', () =>
      inNewWindow(unprepared, async (visitor) => {
        const title = 'Some Day';
        await publishMovie(site.demo, { title, description: 'Not released yet.' });
        await visitor.open('/', 'Movies');
        expect(await visitor.titles()).not.toContain(title);
        await visitor.open('/?title=some+day', 'Movies');
        expect(await visitor.titles()).toEqual([title]);
      }));

    it('a server that takes its time lets the visitor choose and type meanwhile', () =>
      inNewWindow(unprepared, async (visitor) => {
        const { page } = visitor;
        let answer: () => void = () => undefined;
        const wait = new Promise<void>((resolve) => (answer = resolve));
        await page.route('**/api/movies?*', async (route) => {
          await wait;
          await route.continue().catch(() => undefined);
        });
        await visitor.open('/sign-in', 'Sign in');
        await visitor.follow('Reelbase, all movies');
        const search = page.getByLabel('Title contains');
        await search.pressSequentially('metropolis');
        expect(await page.title()).toMatch(/^Movies/);
        await page.waitForURL('**/?title=metropolis');
        answer();
        await until(async () => (await visitor.titles()).length === 1, PATIENCE_MS);
        expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
      }));
  });
};
