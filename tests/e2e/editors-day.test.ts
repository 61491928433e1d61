import sharp from 'sharp';
import { openWindow, PATIENCE_MS, seriousViolations, type Window } from './browser';
import { type Demo, DEMO_TIMEOUT_MS, startDemo } from './demo';
import { Editor, type Picture } from './editor';

jest.setTimeout(5 * PATIENCE_MS);

let demo: Demo;
let window: Window;
let editor: Editor;
let movie: string;
let director: string;

const picture = async (name: string, background: string): Promise<Picture> => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 600, height: 900, channels: 3, background } })
    .png()
    .toBuffer(),
});

interface ShownMovie {
  description: string | null;
  characters: { name: string }[];
}

/** The movie, as everybody finds it over REST. */
const published = async (): Promise<ShownMovie[]> => {
  const query = 'filters[title]=Aftersun&populate[characters][fields]=name';
  const answer = await fetch(`${demo.url}/api/movies?${query}`);
  return ((await answer.json()) as { data: ShownMovie[] }).data;
};

/** Name of the photo that frontends show for a person. */
const primaryPhotoOf = async (documentId: string): Promise<string | undefined> => {
  const answer = await fetch(`${demo.url}/api/people/${documentId}?populate=photos`);
  const { data } = (await answer.json()) as {
    data: { photos: { name: string; isPrimary: boolean }[] };
  };
  return data.photos.find(({ isPrimary }) => isPrimary)?.name;
};

beforeAll(async () => {
  demo = await startDemo();
  window = await openWindow(demo.url, 'editors-day');
  editor = new Editor(window.page);
}, DEMO_TIMEOUT_MS);

afterAll(async () => {
  await window.close();
  await demo.stop();
}, DEMO_TIMEOUT_MS);

// Steps of one day: each begins where the one before has ended.
describe('the day of an editor', () => {
  it('begins on a home page that shows what there is to do', async () => {
    await editor.signIn(demo.account('editor'));
    const { page } = window;
    await page.getByRole('link', { name: 'Open the desk' }).waitFor();
    await page.getByText('Unused countries').waitFor();

    await window.screenshot('home');
    // The panel draws the titles of widgets.
    expect(await seriousViolations(page, 'main', ['h2'])).toEqual([]);
  });

  it('the list of movies shows poster, title, year, director and status', async () => {
    const { page } = window;
    await page.goto('/admin/content-manager/collection-types/api::movie.movie?sort=title:ASC');
    const row = page.getByRole('row').filter({ hasText: '2001: A Space Odyssey' }).first();
    await row.getByRole('img').first().waitFor();

    expect(await row.getByRole('gridcell').allTextContents()).toEqual(
      expect.arrayContaining([
        '2001: A Space Odyssey',
        '1968',
        'Stanley Kubrick (1928)',
        'Published',
      ]),
    );
    await window.screenshot('movies', 'admin.png');
  });

  it('a draft without anything but a title is saved', async () => {
    await editor.create('movie');
    await editor.write('Title', 'Aftersun');
    movie = await editor.save();

    expect(await editor.heading.textContent()).toBe('Aftersun');
    await window.screenshot('draft');
  });

  it('the completeness desk says what the draft lacks, and leads to it', async () => {
    const { page } = window;
    await page.goto('/admin/completeness');
    await page.getByRole('heading', { level: 1, name: 'Completeness' }).waitFor();
    await page.getByText('Incomplete drafts').waitFor();
    await window.screenshot('completeness', 'editing-completeness.png');
    expect(await seriousViolations(page, 'main')).toEqual([]);

    await page.getByRole('link', { name: /Incomplete drafts/ }).click();
    const row = page.getByRole('row').filter({ hasText: 'Aftersun' });
    await row.waitFor();
    const missing = await row.getByRole('listitem').allTextContents();
    expect(missing).toEqual(expect.arrayContaining(['director', 'country', 'characters']));
    await window.screenshot('incomplete-drafts');
    expect(await seriousViolations(page, 'main')).toEqual([]);

    await row.getByRole('link').click();
    await page.waitForURL((url) => url.pathname.endsWith(movie));
  });

  it('the completeness desk is used by keyboard alone', async () => {
    const { page } = window;
    await page.goto('/admin/completeness');
    await page.getByText('Incomplete drafts').waitFor();
    await editor.press('Tab', { until: page.getByRole('link', { name: /Incomplete drafts/ }) });
    await page.keyboard.press('Enter');
    const entry = page.getByRole('row').getByRole('link', { name: 'Aftersun' });
    await entry.waitFor();
    // Within a table, arrows lead from cell to cell.
    await editor.press('Tab', { until: page.locator('table') });
    await editor.press('ArrowDown', { until: entry });
    await page.keyboard.press('Enter');

    await page.waitForURL((url) => url.pathname.endsWith(movie));
  });

  it('a poster is uploaded', async () => {
    await editor.open('movie', movie);
    await editor.upload('Poster', [await picture('aftersun.png', 'orange')]);
    await editor.save();

    await window.screenshot('poster');
  });

  it('a person gets two photos, and the second becomes the primary one', async () => {
    await editor.create('person');
    await editor.write('First name', 'Charlotte');
    await editor.write('Last name', 'Wells');
    await editor.relate('Country', 'United Kingdom');
    await editor.upload('Photos', [
      await picture('first.png', 'navy'),
      await picture('second.png', 'teal'),
    ]);
    const { page } = window;
    const star = page.getByRole('button', { name: 'Make this the primary photo: ' });
    const second = (await star.innerText()).split(': ')[1] ?? '';
    // By keyboard alone.
    await star.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Primary photo: ${second}`, exact: true }).waitFor();
    await window.screenshot('photos');
    expect(await seriousViolations(page, '[aria-label="Primary photo"]')).toEqual([]);
    director = await editor.save();

    expect(second).toMatch(/\.png$/);
    expect(await primaryPhotoOf(director)).toBe(second);
  });

  it('three characters are added, and put into billing order', async () => {
    for (const name of ['Sophie', 'Calum', 'Adult Sophie']) {
      await editor.create('character');
      await editor.write('Name', name);
      await editor.choose('Role', 'leading');
      await editor.relate('Actor', 'Charlotte Wells');
      await editor.relate('Movies', 'Aftersun');
      await editor.save();
    }
    await editor.open('movie', movie);
    await editor.related('Adult Sophie').first().waitFor();
    // By keyboard alone: the last one up to the top.
    const { page } = window;
    await editor.related('Adult Sophie').getByRole('button', { name: 'Drag' }).focus();
    for (const key of ['Space', 'ArrowUp', 'ArrowUp', 'Space']) await page.keyboard.press(key);
    await editor.save();

    await editor.open('movie', movie);
    const cast = editor.related(/Charlotte Wells/);
    await cast.first().waitFor();
    const labels = await cast.allTextContents();
    expect(labels.map((label) => /^Drag(.*)Remove$/.exec(label)?.[1])).toEqual([
      'Adult Sophie (Charlotte Wells)',
      'Sophie (Charlotte Wells)',
      'Calum (Charlotte Wells)',
    ]);
    await cast.first().scrollIntoViewIfNeeded();
    await window.screenshot('cast', 'editing-cast.png');
  });

  it('publishing too early says what is missing, and publishes nothing', async () => {
    await editor.click('Publish', /cannot be published/);
    await window.screenshot('too-early', 'editing-too-early.png');
    expect(await window.page.getByText('A published movie needs a director.').count()).toBe(1);
    expect(await window.page.getByText('A published movie needs a country.').count()).toBe(1);

    expect(await published()).toEqual([]);
  });

  it('a complete movie is published, and found over REST with its cast in order', async () => {
    await editor.relate('Director', 'Charlotte Wells');
    await editor.relate('Country', 'United Kingdom');
    await editor.publish();
    await window.screenshot('published');

    const [found] = await published();
    expect(found?.characters.map(({ name }) => name)).toEqual(['Adult Sophie', 'Sophie', 'Calum']);
  });

  it('the draft is edited without touching the published version', async () => {
    await editor.write('Description', 'A holiday, remembered.');
    await editor.save();
    await window.page.getByRole('status', { name: 'modified' }).waitFor();
    await window.screenshot('modified');

    expect(await published()).toEqual([expect.objectContaining({ description: null })]);
  });

  it('the director of a published movie cannot be deleted, and the panel says why', async () => {
    const { page } = window;
    await editor.open('person', director);
    await editor.moreActions('Delete entry');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be deleted:').waitFor();
    await dialog.getByText(/1 published movie would have no director: .*Aftersun/).waitFor();
    await window.screenshot('delete-refused');
    expect(await seriousViolations(page, '[role=dialog]')).toEqual([]);

    await page.keyboard.press('Escape');
    expect(await primaryPhotoOf(director)).toMatch(/\.png$/);
  });

  it('unpublishing says what would change, and then does it', async () => {
    const { page } = window;
    await editor.open('movie', movie);
    await page.getByRole('button', { name: 'More document actions' }).click();
    await page.getByRole('menuitem', { name: 'Unpublish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No longer on the page of 1 person').waitFor();
    await window.screenshot('impact', 'editing-impact.png');
    expect(await seriousViolations(page, '[role=dialog]')).toEqual([]);

    await dialog.getByRole('button', { name: 'Unpublish' }).click();
    await editor.notice('Unpublished document').waitFor();
    await window.screenshot('unpublished');
    expect(await published()).toEqual([]);
  });
});
