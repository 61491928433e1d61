import { createDraft, createMovie } from '../factories';
import {
  type AdminClient,
  clearCatalogue,
  sql,
  strapi,
  TEST_ADMIN_DOMAIN,
  withAdmin,
} from '../harness';
import { countsOf, createBareDraft, pageOf } from './completeness-desk';

let editor: AdminClient;

beforeAll(async () => {
  editor = await withAdmin('strapi-editor');
});

afterEach(clearCatalogue);

afterAll(() =>
  strapi()
    .db.query('admin::user')
    .deleteMany({ where: { email: { $endsWith: TEST_ADMIN_DOMAIN } } }),
);

describe('the counts', () => {
  it('are the totals of the lists', async () => {
    await createMovie();
    await createDraft();
    const counts = await countsOf(editor);

    for (const [list, count] of Object.entries(counts)) {
      const { pagination } = await pageOf(editor, list as Parameters<typeof pageOf>[1]);
      expect({ list, total: pagination.total }).toEqual({ list, total: count });
    }
    expect(Object.keys(counts)).toHaveLength(11);
    expect(counts).toMatchObject({ 'incomplete-drafts': 1, 'movies-without-poster': 2 });
  });
});

describe('the statements', () => {
  /** The desk's own; others are about the session, or tell of what has just been created. */
  const statementsOf = async (path: string): Promise<string[]> => {
    const statements: string[] = [];
    const note = ({ sql: text }: { sql: string }) => statements.push(text);
    const { connection } = strapi().db;
    connection.on('query', note);
    await editor.get(path);
    connection.removeListener('query', note);
    return statements.filter((text) => text.includes(' AS entry'));
  };

  it.each([
    '/completeness',
    '/completeness/incomplete-drafts',
    '/completeness/people-without-movies',
    '/completeness/unused-countries',
  ])('of %s are one', async (path) => {
    for (const title of ['A', 'B', 'C']) await createDraft({ title });

    expect(await statementsOf(path)).toHaveLength(1);
  });
});

describe('pages', () => {
  it('have every entry once, newest change first', async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await createBareDraft(editor, title);

    const pages = await Promise.all(
      [1, 2, 3].map((page) => pageOf(editor, 'incomplete-drafts', { page, pageSize: 2 })),
    );
    expect(pages.flatMap(({ results }) => results.map(({ title }) => title))).toEqual([
      'E',
      'D',
      'C',
      'B',
      'A',
    ]);
    expect(pages[0]?.pagination).toEqual({ page: 1, pageSize: 2, pageCount: 3, total: 5 });
  });

  it('have every entry once when all have changed at the same time', async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await createBareDraft(editor, title);
    await sql('UPDATE movies SET updated_at = now()');

    const pages = await Promise.all(
      [1, 2, 3].map((page) => pageOf(editor, 'incomplete-drafts', { page, pageSize: 2 })),
    );
    const titles = pages.flatMap(({ results }) => results.map(({ title }) => title));
    expect(titles.sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('beyond the last one are empty, and know the total', async () => {
    await createBareDraft(editor, 'Only');

    expect(await pageOf(editor, 'incomplete-drafts', { page: 7 })).toEqual({
      results: [],
      pagination: { page: 7, pageSize: 25, pageCount: 1, total: 1 },
    });
  });

  it.each([
    { page: '0' },
    { page: '-1' },
    { page: '1.5' },
    { page: 'x' },
    { page: '' },
    { page: '1e3' },
    { page: '99999999999999999999' },
    { page: ['1', '2'] },
    { page: { $gt: '1' } },
    { pageSize: '101' },
    { pageSize: '0' },
    { pageSize: "25'; DROP TABLE movies" },
    { filters: { title: 'x' } },
    { sort: 'title' },
    { 'page[size]': '5' },
  ])('are not given for %j', async (query) => {
    const { status, body } = await editor.get('/completeness/incomplete-drafts', query);

    expect({ status, name: body.error?.name }).toEqual({ status: 400, name: 'ValidationError' });
  });

  it('say what they take', async () => {
    const { body } = await editor.get('/completeness/incomplete-drafts', {
      pageSize: 101,
      sort: 'a',
    });

    expect(body.error.message).toBe(
      '"pageSize" must be a whole number from 1 to 100. Invalid key sort: a list takes page and pageSize.',
    );
  });

  it('counts take no parameters', async () => {
    expect((await editor.get('/completeness', { page: 1 })).status).toBe(400);
  });
});
