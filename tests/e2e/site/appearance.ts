import { violations } from '../browser';
import { addressOf, type Site } from './site';

const WIDTHS = [360, 768, 1440];

/** How every page looks, and whether everybody can use it. */
export const appearance = (site: Site): void => {
  const pages = async (): Promise<[name: string, path: string][]> => [
    ['movies', '/?sort=favorites'],
    ['nothing', '/?title=nothing+like+it'],
    ['movie', await addressOf(site, 'movies', 'filters[title]=Metropolis')],
    ['person', await addressOf(site, 'people', 'filters[lastName]=Kubrick')],
    ['sign-in', '/sign-in'],
    ['register', '/register'],
    ['favorites', '/favorites'],
    ['profile', '/profile'],
    ['not-found', '/nowhere'],
  ];

  /** Opens a page, and waits until all of it is there. */
  const open = async (path: string): Promise<void> => {
    await site.visitor.page.goto(path);
    await site.visitor.page.locator('h1').waitFor();
    await site.visitor.page.locator('main:not([aria-busy]):not(:has(.skeleton))').waitFor();
  };

  describe('the appearance', () => {
    let username: string;

    beforeAll(async () => {
      username = await site.visitor.register();
    });

    afterAll(async () => {
      await site.visitor.page.emulateMedia({ colorScheme: 'light' });
      await site.visitor.page.setViewportSize({ width: 1360, height: 900 });
    });

    it.each(['dark', 'light'] as const)(
      '%s: axe finds nothing on any page',
      async (colorScheme) => {
        const { page } = site.visitor;
        await page.emulateMedia({ colorScheme });
        for (const [name, path] of await pages()) {
          await open(path);
          await site.window.screenshot(`${name}-${colorScheme}`);
          expect([name, await violations(page)]).toEqual([name, []]);
        }
      },
    );

    it.each(WIDTHS)('%d pixels: nothing is wider than the window', async (width) => {
      const { page } = site.visitor;
      await page.setViewportSize({ width, height: 800 });
      for (const [name, path] of await pages()) {
        await open(path);
        await site.window.screenshot(`${name}-${width}`);
        const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([name, Math.max(0, Number(excess))]).toEqual([name, 0]);
      }
    });

    it('nothing moves when the movies and their posters come', async () => {
      const { page } = site.visitor;
      await page.setViewportSize({ width: 1360, height: 900 });
      await page.addInitScript(`
        window.shifts = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) window.shifts += value;
        }).observe({ type: 'layout-shift', buffered: true });`);
      for (const path of ['/', await addressOf(site, 'movies', 'filters[title]=Metropolis')]) {
        await open(path);
        await page.waitForLoadState('networkidle');
        // What is called good is less than 0.1.
        expect(Number(await page.evaluate('window.shifts'))).toBeLessThan(0.1);
      }
    });

    it('the switch chooses colours, and they stay', async () => {
      const { page } = site.visitor;
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.emulateMedia({ colorScheme: 'light' });
      await open('/');
      const light = await ground();
      await page.getByRole('button', { name: 'Use dark colours' }).click();
      const dark = await ground();
      expect(dark).not.toBe(light);

      await page.reload();
      expect(await ground()).toBe(dark);
      await page.getByRole('button', { name: 'Use light colours' }).click();
      expect(await ground()).toBe(light);
    });

    it('shows movies as in the README', async () => {
      const { page } = site.visitor;
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.evaluate('localStorage.removeItem("reelbase.theme")');
      await open('/');
      for (const title of ['Oppenheimer', 'Dune', 'Lady Bird']) {
        const heart = site.visitor.favorite(title);
        await heart.click();
        await site.visitor.isPressed(heart, true);
      }
      await open('/favorites');
      await open('/');
      await page.getByRole('link', { name: `Profile of ${username}` }).waitFor();
      await site.visitor.isPressed(site.visitor.favorite('Lady Bird'), true);
      await page.waitForLoadState('networkidle');
      await site.window.screenshot('readme', 'site.webp');
    });
  });
};
