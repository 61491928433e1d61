import { createExtendedProject, exampleNames } from '../harness/extended-project';
import { openWindow, PATIENCE_MS, seriousViolations, type Window } from './browser';
import { type Demo, DEMO_TIMEOUT_MS, startDemo } from './demo';
import { Editor } from './editor';

jest.setTimeout(5 * PATIENCE_MS);

const MOVIES = '/content-manager/collection-types/api::movie.movie';

let demo: Demo;
let window: Window;
let editor: Editor;

/** A request to the panel's API, as the editor. */
const send = async <Body>(path: string, body: object, token = ''): Promise<Body> => {
  const answer = await fetch(`${demo.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answers ${await answer.text()}`);
  return (await answer.json()) as Body;
};

/** What is released after all movies of the demo, and when. */
const planMovies = async (): Promise<void> => {
  const { email, password } = demo.account('editor');
  const login = await send<{ data: { accessToken: string } }>('/admin/login', { email, password });
  for (const [title, releaseDate] of [
    ['The Far Future', '2199-05-01'],
    ['The Near Future', '2198-12-24'],
    ['The Past', '1999-01-01'],
  ]) {
    await send(MOVIES, { title, releaseDate }, login.data.accessToken);
  }
};

beforeAll(async () => {
  const project = await createExtendedProject(await exampleNames());
  await project.generateTypes();
  demo = await startDemo(project);
  await planMovies();
  window = await openWindow(demo.url, 'extensions');
  editor = new Editor(window.page);
}, 2 * DEMO_TIMEOUT_MS);

afterAll(async () => {
  await window.close();
  await demo.stop();
}, 2 * DEMO_TIMEOUT_MS);

it('the home page has the widget of the example, with what is released next', async () => {
  const { page } = window;
  await editor.signIn(demo.account('editor'));
  const widget = page.getByRole('region', { name: 'Coming soon' });
  await widget.getByRole('link', { name: 'The Near Future' }).waitFor();
  await window.screenshot('home');

  expect(await widget.getByRole('row').allTextContents()).toEqual([
    'The Near FutureDec 24, 2198',
    'The Far FutureMay 1, 2199',
  ]);
  expect(await seriousViolations(page, 'main', ['h2'])).toEqual([]);
});

it('its entries lead to the movie, whose form has the added attribute', async () => {
  const { page } = window;
  await page.getByRole('link', { name: 'The Near Future' }).click();
  await editor.heading.getByText('The Near Future').waitFor();
  await editor.write('tagline', 'Soon');
  await editor.click('Save', 'Saved document');
  await window.screenshot('tagline');
});

it('awards are in the menu of the content manager, in the view of the example', async () => {
  const { page } = window;
  await page.goto('/admin/content-manager/collection-types/api::award.award');
  await page.getByRole('link', { name: 'Award', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Create new entry' }).first().click();
  await page.getByText('Empty when it went to the movie').waitFor();
  await window.screenshot('award');
});
