import { until } from '../../harness/until';
import { PATIENCE_MS } from '../browser';
import { HOSTILE_TITLE } from './published-movie';
import { addressOf, queryOf, type Site } from './site';

/** Steps of one visit: each begins where the one before has ended. */
export const lookingAround = (site: Site): void => {
  describe('looking around', () => {
    it('begins with the newest movies, asked for in one request', async () => {
      site.requests.length = 0;
      await site.visitor.open('/?decade=2010', 'Movies');
      expect((await site.visitor.titles())[0]).toBe('1917');
      // The facets, which fill the filters, are none of the list.
      expect(site.requests.filter((request) => request.includes('/api/movies?'))).toHaveLength(1);

      await site.visitor.open('/', 'Movies');
      expect(await site.visitor.titles()).toHaveLength(24);
    });

    it('filters and sorts, and the address says how', async () => {
      await site.visitor.choose('Genre', 'Science Fiction');
      await site.visitor.choose('Sort by', 'Oldest');
      await site.visitor.page.getByText(/^\d+ movies$/).waitFor();
      await site.visitor.page.waitForURL('**/?genre=Science+Fiction&sort=oldest');
      await site.visitor.page.getByRole('link', { name: 'Metropolis' }).waitFor();
      expect((await site.visitor.titles())[0]).toBe('Metropolis');

      const search = site.visitor.page.getByLabel('Title contains');
      await search.pressSequentially('BLA');
      await site.visitor.page.waitForURL(/title=BLA$|title=BLA&/);
      await search.pressSequentially('DE');
      await site.visitor.page.waitForURL(/title=BLADE$|title=BLADE&/);
      await site.visitor.page.getByText('2 movies', { exact: true }).waitFor();
      expect(await site.visitor.titles()).toEqual(['Blade Runner', 'Blade Runner 2049']);
      expect(queryOf(site)).toEqual({ title: 'BLADE', genre: 'Science Fiction', sort: 'oldest' });
      expect(await search.inputValue()).toBe('BLADE');
    });

    it('a word that was typed is one step back', async () => {
      await site.visitor.page.goBack();
      await site.visitor.page.getByRole('link', { name: 'Metropolis' }).waitFor();
      expect(queryOf(site)).toEqual({ genre: 'Science Fiction', sort: 'oldest' });
      await site.visitor.page.goForward();
      await site.visitor.page.getByText('2 movies', { exact: true }).waitFor();
    });

    it('an address that is shared, or loaded again, shows the same', async () => {
      await site.visitor.page.reload();
      expect(await site.visitor.titles()).toEqual(['Blade Runner', 'Blade Runner 2049']);
      expect(await site.visitor.page.getByLabel('Sort by').inputValue()).toBe('oldest');
      expect(await site.visitor.page.title()).toBe('Movies: Science Fiction, “BLADE” – Reelbase');
    });

    it('says when nothing matches, and how to go on', async () => {
      await site.visitor.open('/?title=nothing+like+it', 'Movies');
      await site.visitor.page.getByRole('heading', { name: 'No movies match' }).waitFor();
      await site.visitor.follow('Show all movies');
      await site.visitor.page.getByRole('link', { name: 'Page 2' }).waitFor();
    });

    it('turns pages', async () => {
      const first = await site.visitor.titles();
      await site.visitor.follow('Page 2');
      await site.visitor.page.locator('[aria-current=page]', { hasText: '2' }).waitFor();

      const second = await site.visitor.titles();
      expect(second).toHaveLength(24);
      expect(second.filter((title) => first.includes(title))).toEqual([]);
      expect(queryOf(site)).toEqual({ page: '2' });
    });

    it('leads to a movie with its cast in billing order, to a person, and back to where it began', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/?sort=oldest', 'Movies');
      const link = page.locator('.card a').nth(20);
      const title = (await link.textContent()) ?? '';
      await link.scrollIntoViewIfNeeded();
      const scrolled = await page.evaluate('scrollY');
      expect(scrolled).toBeGreaterThan(300);
      await link.click();
      await site.visitor.heading(new RegExp(`^${title}`)).waitFor();
      await site.window.screenshot('movie');
      await page.goBack();
      await until(async () => (await page.evaluate('scrollY')) === scrolled, PATIENCE_MS);
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

      await page.goto('/?sort=title');
      await site.visitor.titles();
      expect(await page.evaluate('scrollY')).toBe(0);
      await page.goto(await addressOf(site, 'movies', 'filters[title]=Metropolis'));
      await site.visitor.heading('Metropolis 1927').waitFor();
      expect(await page.title()).toBe('Metropolis (1927) – Reelbase');
      expect((await page.locator('.cast h3').allTextContents()).slice(0, 3)).toEqual([
        'Brigitte Helm',
        'Brigitte Helm',
        'Alfred Abel',
      ]);

      await site.visitor.follow('Fritz Lang');
      await site.visitor.heading('Fritz Lang').waitFor();
      await page.getByRole('heading', { name: 'Directed' }).waitFor();
      // Newest first.
      const directed = await page.locator('.card h3').allTextContents();
      expect(directed.slice(-2)).toEqual(['M', 'Metropolis']);
      await site.window.screenshot('person');
    });

    it('finds movies and people while one types, with keys or a mouse', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/', 'Movies');
      const box = page.getByRole('combobox', { name: 'Search movies and people' });
      await box.pressSequentially('metropols');
      const results = page.getByRole('listbox', { name: 'Results' });
      await results.getByRole('option', { name: /^Metropolis/ }).waitFor();
      expect(await box.getAttribute('aria-expanded')).toBe('true');
      await site.window.screenshot('search');

      await page.keyboard.press('ArrowDown');
      const chosen = await results.locator('[aria-selected=true]').getAttribute('id');
      expect(await box.getAttribute('aria-activedescendant')).toBe(chosen);
      await page.keyboard.press('Enter');
      await site.visitor.heading('Metropolis 1927').waitFor();
      expect(await results.count()).toBe(0);

      await box.fill('lang fritz');
      await results.getByRole('option', { name: /^Fritz Lang/ }).click();
      await site.visitor.heading('Fritz Lang').waitFor();
    });

    it('goes to the best hit at once, closes with Escape, and says when there is nothing', async () => {
      const { page } = site.visitor;
      const box = page.getByRole('combobox', { name: 'Search movies and people' });
      await box.fill('Blade Runner 2049');
      await box.press('Enter');
      await site.visitor.heading(/^Blade Runner 2049/).waitFor();

      await box.fill('blade');
      await page.getByRole('option').first().waitFor();
      await box.press('Escape');
      expect(await page.getByRole('option').count()).toBe(0);
      expect(await box.inputValue()).toBe('blade');

      await box.fill('zzqxwvjk');
      await page.getByText('Nothing is called “zzqxwvjk”.').waitFor();
    });

    it('moves the focus to the new page, and skips to its content', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/', 'Movies');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');

      await page.locator('.card a').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/movies/*');
      await page.locator('h1:focus').waitFor();
    });

    it('shows hostile texts as texts', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/', 'Movies');
      expect((await site.visitor.titles())[0]).toBe(HOSTILE_TITLE);
      expect(await page.locator('.results script, .results img[src$=x]').count()).toBe(0);

      await page.goto(`/movies/${site.hostile}`);
      await site.visitor.heading(HOSTILE_TITLE).waitFor();
      expect(await page.locator('.description').textContent()).toBe(HOSTILE_TITLE);
      expect(await page.title()).toBe(`${HOSTILE_TITLE} (2030) – Reelbase`);
    });

    it('says when there is no such movie, person or page', async () => {
      await site.visitor.open('/movies/nothing', 'There is no such movie');
      await site.visitor.open('/people/nothing', 'There is no such person');
      await site.visitor.open('/nothing', 'There is no such page');
    });

    it('has asked nobody but the server, and there only the public API', () => {
      const ours = new RegExp(`^GET ${site.demo.url}/(api|site|uploads|favicon\\.png)`);
      const pages = /\/(\?[^/]*|movies\/\w+|people\/\w+|nothing)?$/;
      const others = site.requests
        .filter((request) => !request.startsWith('GET data:'))
        .filter(
          (request) => !ours.test(request) && !pages.test(request.slice(4 + site.demo.url.length)),
        );
      expect(others).toEqual([]);
      expect(site.requests.length).toBeGreaterThan(50);
    });
  });
};
