import { until } from '../../harness/until';
import { PATIENCE_MS } from '../browser';
import { addressOf, queryOf, type Site } from './site';

/** Steps of one visit: each begins where the one before has ended. */
export const account = (site: Site): void => {
  describe('an account', () => {
    let username: string;

    it('is asked for when a favorite is pressed, and comes back to where it was', async () => {
      await site.visitor.open('/?title=psycho', 'Movies');
      await site.visitor.open('/?title=metropolis', 'Movies');
      await site.visitor.favorite('Metropolis').click();
      await site.visitor.heading('Sign in').waitFor();
      expect(queryOf(site)).toEqual({ next: '/?title=metropolis' });
    });

    it('shows what is wrong with a registration beside the field', async () => {
      username = await site.visitor.register();
      await site.visitor.signOut.click();
      await site.visitor.open('/register', 'Register');
      await site.visitor.fill('Username', username);
      await site.visitor.fill('Email', 'other@example.com');
      await site.visitor.fill('Password', 'correct horse battery');
      await site.visitor.page.getByRole('main').getByRole('button', { name: 'Register' }).click();
      await site.visitor.page.locator('.problem', { hasText: /taken/i }).waitFor();
    });

    it('refuses a wrong password in the words of the API, and signs in with the right one', async () => {
      await site.visitor.open('/sign-in?next=%2F%3Ftitle%3Dmetropolis', 'Sign in');
      await site.visitor.signIn(username, 'wrong password');
      await site.visitor.page
        .getByRole('alert')
        .getByText('Invalid identifier or password')
        .waitFor();

      await site.visitor.signIn(username);
      await site.visitor.page.waitForURL('**/?title=metropolis');
      expect(await site.visitor.titles()).toEqual(['Metropolis']);
    });

    it('keeps favorites, by keyboard', async () => {
      const heart = site.visitor.favorite('Metropolis');
      await heart.focus();
      await site.visitor.page.keyboard.press('Space');
      await site.visitor.isPressed(heart, true);
      await site.visitor.page.getByText('Metropolis is a favorite').waitFor({ state: 'attached' });

      await site.visitor.open('/favorites', 'My favorites');
      await site.visitor.isPressed(site.visitor.favorite('Metropolis'), true);
      await site.visitor.open(
        await addressOf(site, 'movies', 'filters[title]=Metropolis'),
        /^Metropolis/,
      );
      await site.visitor.isPressed(
        site.visitor.page.getByRole('button', { name: /^Favorite · [1-9]/ }),
        true,
      );
    });

    it('takes a favorite back that could not be stored, and says why', async () => {
      const { page } = site.visitor;
      await page.route('**/favorite', (route) => route.fulfill({ status: 500, body: 'broken' }));
      await page.getByRole('button', { name: /^Favorite · [1-9]/ }).click();
      await site.visitor.said('The server answered with an error (500)').waitFor();
      await site.visitor.isPressed(page.getByRole('button', { name: /^Favorite · [1-9]/ }), true);
      await page.unroute('**/favorite');
    });

    it('gets new tokens for old ones, once, also when two tabs need them', async () => {
      const { page } = site.visitor;
      const refreshes: string[] = [];
      const other = await page.context().newPage();
      for (const tab of [page, other]) {
        tab.on('request', (request) => {
          if (request.url().endsWith('/auth/refresh')) refreshes.push(request.url());
        });
      }
      // Answered when the other tab is waiting for it.
      await page.context().route('**/auth/refresh', async (route) => {
        const waiting = 'navigator.locks.query().then(({ pending }) => pending.length)';
        await until(async () => Number(await page.evaluate(waiting)) > 0, PATIENCE_MS);
        await route.continue();
      });
      await site.visitor.changeSession({ expiresAt: 0 });
      await Promise.all([page.goto('/favorites'), other.goto('/favorites')]);
      await site.visitor.isPressed(site.visitor.favorite('Metropolis'), true);
      await other.getByRole('link', { name: 'Metropolis' }).waitFor();
      expect(refreshes).toHaveLength(1);
      await page.context().unroute('**/auth/refresh');

      // A token that the server does not take, although it should be good still.
      await site.visitor.changeSession({ jwt: 'not.a.token' });
      await page.reload();
      await site.visitor.isPressed(site.visitor.favorite('Metropolis'), true);
      expect(refreshes).toHaveLength(2);
      await other.close();
    });

    it('has a profile with names and a picture', async () => {
      const { page } = site.visitor;
      await site.visitor.open('/profile', 'Profile');
      await site.visitor.fill('Last name', 'Visitor');
      await page.getByRole('button', { name: 'Save' }).click();
      await site.visitor.said('Your profile is saved.').waitFor();
      const picture = await page.screenshot();
      await page
        .getByLabel('Choose a picture')
        .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
      await page.getByRole('img', { name: 'Your picture' }).waitFor();
      await page.reload();
      await page.getByRole('img', { name: 'Your picture' }).waitFor();
      expect(await page.getByLabel('Last name').inputValue()).toBe('Visitor');
      await site.window.screenshot('profile');
    });

    it('is left in all tabs, and asked for again where it is needed', async () => {
      const { page } = site.visitor;
      const other = await page.context().newPage();
      await other.goto('/favorites');
      await other.getByRole('link', { name: 'Metropolis' }).waitFor();

      await site.visitor.signOut.click();
      await site.visitor.heading('Movies').waitFor();
      await other.getByRole('heading', { name: 'Sign in first' }).waitFor();
      await other.close();
    });

    it('ends here too when the session has ended elsewhere', async () => {
      await site.visitor.open('/sign-in', 'Sign in');
      await site.visitor.signIn(username);
      await site.visitor.heading('Movies').waitFor();
      await site.visitor.changeSession({ jwt: 'not.a.token', refreshToken: 'not.a.token' });
      await site.visitor.open('/favorites', 'Sign in first');
      await site.visitor.page.getByRole('link', { name: 'Register' }).first().waitFor();
    });
  });
};
