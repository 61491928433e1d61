import { createDraft, createMovie, createPerson, country } from '../factories';
import {
  anonymous,
  clearCatalogue,
  sql,
  strapi,
  withAdmin,
  withTokenOfType,
  withUser,
} from '../harness';

/** Favorites by as many users as are asked for, which only have to exist. */
const favorite = (movie: string, count: number) =>
  sql(
    `WITH added AS (
       INSERT INTO up_users (username, email)
       SELECT name, name || '@example.com'
       FROM (SELECT 'fan-' || gen_random_uuid() AS name FROM generate_series(1, $2)) AS names
       RETURNING id
     )
     INSERT INTO favorites (user_id, movie_document_id) SELECT id, $1 FROM added`,
    [movie, count],
  );

const counts = async (movie: string): Promise<number[]> => {
  const rows = await sql<{ favorites_count: number }>(
    'SELECT favorites_count FROM movies WHERE document_id = $1 ORDER BY id',
    [movie],
  );
  return rows.map((row) => row.favorites_count);
};

afterEach(clearCatalogue);

describe('favoritesCount', () => {
  beforeEach(async () => {
    for (const [title, fans] of [
      ['Rope', 1],
      ['Psycho', 5],
      ['Vertigo', 3],
    ] as const) {
      await favorite((await createMovie({ title })).documentId, fans);
    }
  });

  const titles = async (query: object): Promise<string[]> => {
    const { body } = await anonymous()
      .get('/movies', { ...query })
      .expect(200);
    return (body.data as { title: string }[]).map(({ title }) => title);
  };

  it('is read, filtered and sorted by over REST', async () => {
    const { body } = await anonymous().get('/movies', { sort: 'title' }).expect(200);
    expect(body.data.map((movie: { favoritesCount: number }) => movie.favoritesCount)).toEqual([
      5, 1, 3,
    ]);
    expect(await titles({ sort: 'favoritesCount:desc' })).toEqual(['Psycho', 'Vertigo', 'Rope']);
    expect(await titles({ 'filters[favoritesCount][$gte]': 3, sort: 'title' })).toEqual([
      'Psycho',
      'Vertigo',
    ]);
  });

  it('is read, filtered and sorted by over GraphQL', async () => {
    const { data } = await anonymous().graphql(
      `{ movies(sort: "favoritesCount:desc", filters: { favoritesCount: { lt: 5 } }) {
        title favoritesCount } }`,
    );
    expect(data?.movies).toEqual([
      { title: 'Vertigo', favoritesCount: 3 },
      { title: 'Rope', favoritesCount: 1 },
    ]);
  });

  it('is on the draft what it is on the published movie', async () => {
    const editor = await withAdmin('strapi-editor');
    const { body } = await editor
      .get('/content-manager/collection-types/api::movie.movie?sort=favoritesCount:DESC')
      .expect(200);
    expect(body.results.map((draft: { favoritesCount: number }) => draft.favoritesCount)).toEqual([
      5, 3, 1,
    ]);
  });
});

describe('favoritesCount is not written', () => {
  let movie: string;
  beforeEach(async () => {
    movie = (await createMovie({ title: 'Rope' })).documentId;
    await favorite(movie, 2);
  });

  it('by a program with full access, over REST', async () => {
    const program = await withTokenOfType('full-access');
    const { body } = await program.put(`/movies/${movie}`, {
      data: { title: 'Rope', favoritesCount: 99 },
    });
    expect(body.data?.favoritesCount ?? 2).toBe(2);
    expect(await counts(movie)).toEqual([2, 2]);

    const { documentId: other } = await createDraft();
    await program.put(`/movies/${other}`, { data: { favoritesCount: 99 } }, { status: 'draft' });
    expect(await counts(other)).toEqual([0]);
  });

  it('by a new movie', async () => {
    const program = await withTokenOfType('full-access');
    const director = (await createPerson()).documentId;
    await program.post(
      '/movies',
      { data: { title: 'New', favoritesCount: 99, director, country: await country('US') } },
      { status: 'draft' },
    );
    const drafts = await sql<{ favorites_count: number }>(
      `SELECT favorites_count FROM movies WHERE title = 'New'`,
    );
    expect(drafts.every(({ favorites_count: count }) => count === 0)).toBe(true);
  });

  it('over GraphQL: its input has no such field', async () => {
    const program = await withTokenOfType('full-access');
    const { errors } = await program.graphql(
      `mutation { updateMovie(documentId: "${movie}", data: { favoritesCount: 99 }) { title } }`,
    );
    expect(errors?.[0]?.message).toContain('favoritesCount');
    expect(await counts(movie)).toEqual([2, 2]);
  });

  it('in the admin panel, by a Super Admin or an editor', async () => {
    for (const role of ['strapi-super-admin', 'strapi-editor'] as const) {
      const admin = await withAdmin(role);
      const path = `/content-manager/collection-types/api::movie.movie/${movie}`;
      await admin.put(path, { title: 'Rope', favoritesCount: 99 });
      await admin.post(`${path}/actions/publish`, { title: 'Rope', favoritesCount: 99 });
      expect(await counts(movie)).toEqual([2, 2]);
    }
  });

  it('by code', async () => {
    await strapi()
      .documents('api::movie.movie')
      .update({ documentId: movie, data: { favoritesCount: 99 } });
    await strapi()
      .db.query('api::movie.movie')
      .updateMany({ data: { favoritesCount: 99 } });
    expect(await counts(movie)).toEqual([2, 2]);
  });
});

it('the movies with the most favorites are found by an index', async () => {
  const { documentId } = await createMovie();
  await sql(
    `INSERT INTO movies (document_id, title, published_at)
     SELECT 'm' || n, 'Movie ' || n, now() FROM generate_series(1, 5000) AS n`,
  );
  await favorite(documentId, 3);
  await sql('ANALYZE movies');

  const statements: { sql: string; bindings: unknown[] }[] = [];
  const note = (query: { sql: string; bindings: unknown[] }) => {
    if (/from "movies".* order by/.test(query.sql)) statements.push(query);
  };
  strapi().db.connection.on('query', note);
  const user = await withUser();
  const { body } = await user.get('/movies', { sort: 'favoritesCount:desc' }).expect(200);
  strapi().db.connection.removeListener('query', note);

  expect(body.data[0]).toMatchObject({ documentId, favoritesCount: 3 });
  expect(statements).toHaveLength(1);
  const { rows } = await strapi().db.connection.raw(
    `EXPLAIN ${statements[0]?.sql.replaceAll(/\$\d+/g, '?') ?? ''}`,
    statements[0]?.bindings ?? [],
  );
  const plan = (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('movies_published_favorites_count_ix');
  expect(plan).not.toContain('Sort');
});
