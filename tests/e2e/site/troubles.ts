import { addressOf, type Site } from './site';

/** What the network and the server do to a visitor, now and then. */
export const troubles = (site: Site): void => {
  describe('when something goes wrong', () => {
    it('says in the words of the API how long to wait', async () => {
      const send = () =>
        fetch(`${site.demo.url}/api/auth/local`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ identifier: 'nobody', password: 'wrong password' }),
        });
      for (let status = 400; status !== 429; { status } = await send());

      await site.visitor.open('/sign-in', 'Sign in');
      await site.visitor.signIn('nobody');
      await site.visitor.page
        .getByRole('alert')
        .getByText(/Too many logins.*Try again in \d+ seconds?/)
        .waitFor();
    });

    it('says that there is no network, and goes on when there is', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/', 'Movies');
      await site.visitor.titles();
      await page.context().setOffline(true);
      await site.visitor.follow('Oppenheimer');
      await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor();

      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Try again' }).click();
      await site.visitor.heading(/^Oppenheimer/).waitFor();
    });

    it('keeps the filters when the list cannot be had', async () => {
      const { page } = site.visitor;
      await page.route('**/api/movies?*', (route) => route.fulfill({ status: 500 }));
      await site.visitor.open('/?sort=title', 'Movies');
      await page.getByText('The server answered with an error (500)').first().waitFor();
      expect(await page.getByLabel('Sort by').inputValue()).toBe('title');

      await page.unroute('**/api/movies?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('link', { name: '2001: A Space Odyssey' }).waitFor();
    });

    it('says so when something answers that is not the API', async () => {
      const { page } = site.visitor;
      const address = await addressOf(site, 'movies', 'filters[title]=Metropolis');
      await page.route('**/api/movies/*', (route) => route.fulfill({ body: '<h1>Sign in</h1>' }));
      await site.visitor.open(address, 'This did not work');
      await page.getByText('The server answered with something else than data').first().waitFor();

      await page.unroute('**/api/movies/*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await site.visitor.heading(/^Metropolis/).waitFor();
    });

    it('does not wait forever for an answer', async () => {
      const page = await site.visitor.page.context().newPage();
      await page.addInitScript(`
        const { timeout } = AbortSignal;
        AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 20);`);
      // Without an answer.
      await page.route('**/api/movies?*', () => undefined);
      await page.goto('/');
      await page.getByText('has not answered within 20 seconds').first().waitFor();

      await page.unroute('**/api/movies?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('.card h2').first().waitFor();
      await page.close();
    });
  });
};
