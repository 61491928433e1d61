import type { Locator, Page } from 'playwright-core';

export const PASSWORD = 'correct horse battery';

/** What a visitor does on the site, by what is written on it. */
export class Visitor {
  constructor(readonly page: Page) {}

  async open(path: string, heading: string | RegExp): Promise<void> {
    await this.page.goto(path);
    await this.heading(heading).waitFor();
  }

  heading(words: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name: words });
  }

  /** Titles of the grid, once their number is there too. */
  async titles(): Promise<string[]> {
    await this.page.locator('.results:not([aria-busy])').waitFor();
    return this.page.locator('.card h2').allTextContents();
  }

  async choose(filter: string, option: string): Promise<void> {
    const list = this.page.getByLabel(filter, { exact: true });
    // Some say how many movies there are.
    const words = new RegExp(`^${option}( \\([\\d,]+\\))?$`);
    await list.getByRole('option', { name: words }).waitFor({ state: 'attached' });
    await list.selectOption(option);
  }

  async follow(link: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name: link }).first().click();
  }

  favorite(title: string): Locator {
    return this.page.getByRole('button', { name: `Favorite: ${title}`, exact: true });
  }

  /** Waits until a button is pressed, or is not any more. */
  async isPressed(button: Locator, pressed: boolean): Promise<void> {
    await button.and(this.page.locator(`[aria-pressed=${String(pressed)}]`)).waitFor();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  async signIn(username: string, password = PASSWORD): Promise<void> {
    await this.fill('Username or email', username);
    await this.fill('Password', password);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  }

  get signOut(): Locator {
    return this.page.getByRole('button', { name: 'Sign out', exact: true });
  }

  /** Gives the username. */
  async register(): Promise<string> {
    const name = `vera${Date.now() % 100_000}`;
    await this.open('/register', 'Register');
    await this.fill('First name', 'Vera');
    await this.fill('Username', name);
    await this.fill('Email', `${name}@example.com`);
    await this.fill('Password', PASSWORD);
    await this.page.getByRole('button', { name: 'Register' }).click();
    await this.signOut.waitFor();
    return name;
  }

  /** What is said in a corner. */
  said(words: string | RegExp): Locator {
    return this.page.getByRole('status').getByText(words);
  }

  /** Changes what the site has stored about who is signed in. */
  async changeSession(change: Record<string, unknown>): Promise<void> {
    await this.page.evaluate((given) => {
      const stored = JSON.parse(localStorage.getItem('reelbase.session') ?? '{}') as object;
      localStorage.setItem('reelbase.session', JSON.stringify({ ...stored, ...given }));
    }, change);
  }
}
