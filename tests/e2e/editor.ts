import type { Locator, Page } from 'playwright-core';

export interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** More than any page of the panel needs. */
const MAX_KEYS = 80;

export type TypeName = 'movie' | 'person' | 'character';

const listOf = (type: TypeName): string =>
  `/admin/content-manager/collection-types/api::${type}.${type}`;

/** What an editor does in the admin panel, by what is written on it. */
export class Editor {
  constructor(private readonly page: Page) {}

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.goto('/admin');
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Login' }).click();
    await this.page.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
  }

  async create(type: TypeName): Promise<void> {
    await this.page.goto(`${listOf(type)}/create`);
    await this.page.getByRole('heading', { level: 1, name: 'Create an entry' }).waitFor();
  }

  async open(type: TypeName, documentId: string): Promise<void> {
    await this.page.goto(`${listOf(type)}/${documentId}`);
    await this.heading.waitFor();
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  async write(field: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field, exact: true }).fill(text);
  }

  async choose(field: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: field, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Finds an entry by what is typed, and relates it. */
  async relate(field: string, entry: string): Promise<void> {
    const combobox = this.page.getByRole('combobox', { name: new RegExp(`^${field}( \\*)?$`) });
    await combobox.click();
    await combobox.fill(entry);
    await this.page.getByRole('option', { name: entry }).first().click();
    await this.related(entry).first().waitFor();
  }

  related(entry: string | RegExp): Locator {
    return this.page.getByRole('listitem').filter({ hasText: entry });
  }

  async upload(field: string, pictures: Picture[]): Promise<void> {
    const media = this.page.getByRole('region', { name: new RegExp(`^${field}`) });
    await media.getByRole('button', { name: /Click to add an asset/ }).click();
    await this.page.getByRole('button', { name: 'Add more assets' }).click();
    await this.page.locator('input[type=file]').setInputFiles(pictures);
    await this.page.getByRole('button', { name: /^Upload \d+ assets? to the library$/ }).click();
    await this.page.getByRole('button', { name: 'Finish' }).click();
    await media.getByRole('img').first().waitFor();
  }

  /** Saves, and gives the documentId. */
  async save(): Promise<string> {
    await this.click('Save', 'Saved document');
    await this.page.waitForURL((url) => !url.pathname.endsWith('/create'));
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  async publish(): Promise<void> {
    await this.click('Publish', 'Published document');
  }

  async click(button: string, answer: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.notice(answer).waitFor();
  }

  /** Goes on with a key until something, or what is in it, has the focus. @throws when it never has */
  async press(key: string, { until }: { until: Locator }): Promise<void> {
    for (let times = 0; times < MAX_KEYS; times += 1) {
      await this.page.keyboard.press(key);
      if (await until.evaluate((element) => element.matches(':focus, :focus-within'))) return;
    }
    throw new Error(`${MAX_KEYS} times ${key} do not lead to ${until.toString()}`);
  }

  /** What the panel says in a corner, for some seconds. */
  notice(words: string | RegExp): Locator {
    return this.page.getByText(words).first();
  }

  async moreActions(action: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).first().click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }
}
