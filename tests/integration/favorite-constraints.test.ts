import { createMovie } from '../factories';
import { clearCatalogue, sql, strapi } from '../harness';

/** What the database itself guarantees about favorites, whoever writes. */
const movies = () => strapi().documents('api::movie.movie');

const createUsers = async (count: number): Promise<number[]> => {
  const rows = await sql<{ id: number }>(
    `INSERT INTO up_users (username, email) SELECT 'u' || n, 'u' || n || '@example.com'
     FROM generate_series(1, $1) AS n RETURNING id`,
    [count],
  );
  return rows.map(({ id }) => id);
};

const favorite = (user: number | undefined, movie: string) =>
  sql('INSERT INTO favorites (user_id, movie_document_id) VALUES ($1, $2)', [user, movie]);

const counts = async (movie: string): Promise<number[]> => {
  const rows = await sql<{ favorites_count: number }>(
    'SELECT favorites_count FROM movies WHERE document_id = $1 ORDER BY id',
    [movie],
  );
  return rows.map((row) => row.favorites_count);
};

afterEach(clearCatalogue);

it('a user has a movie among the favorites once', async () => {
  const { documentId } = await createMovie();
  const [user] = await createUsers(1);
  await favorite(user, documentId);

  await expect(favorite(user, documentId)).rejects.toThrow('favorites_user_movie_uq');
});

it('the count is that of the favorites, on the draft and on the published movie', async () => {
  const { documentId } = await createMovie();
  const users = await createUsers(5);
  for (const user of users) await favorite(user, documentId);
  expect(await counts(documentId)).toEqual([5, 5]);

  await sql('DELETE FROM favorites WHERE user_id = ANY ($1)', [users.slice(0, 2)]);
  expect(await counts(documentId)).toEqual([3, 3]);
});

it('publish, unpublish, republish and discard keep favorites and count', async () => {
  const { documentId } = await createMovie();
  for (const user of await createUsers(3)) await favorite(user, documentId);

  await movies().update({ documentId, data: { title: 'Edited' } });
  await movies().publish({ documentId });
  expect(await counts(documentId)).toEqual([3, 3]);
  await movies().unpublish({ documentId });
  expect(await counts(documentId)).toEqual([3]);
  await movies().publish({ documentId });
  await movies().update({ documentId, data: { title: 'Edited again' } });
  await movies().discardDraft({ documentId });
  expect(await counts(documentId)).toEqual([3, 3]);
  expect(await sql('SELECT FROM favorites')).toHaveLength(3);
});

it('favorites go with their movie, and with their user', async () => {
  const [kept, deleted] = [await createMovie(), await createMovie()];
  const [first, second] = await createUsers(2);
  for (const { documentId } of [kept, deleted]) {
    await favorite(first, documentId);
    await favorite(second, documentId);
  }

  await movies().delete({ documentId: deleted.documentId });
  await strapi()
    .db.query('plugin::users-permissions.user')
    .delete({ where: { id: second } });

  expect(await sql('SELECT user_id, movie_document_id FROM favorites')).toEqual([
    { user_id: first, movie_document_id: kept.documentId },
  ]);
  expect(await counts(kept.documentId)).toEqual([1, 1]);
});

it('there is no favorite of a movie that does not exist', async () => {
  const [user] = await createUsers(1);
  await expect(favorite(user, 'nosuchmovie')).rejects.toThrow('does not exist');
});

it('nobody writes the count, and a favorite does not move', async () => {
  const { documentId } = await createMovie();
  const other = await createMovie();
  const [user] = await createUsers(1);
  await favorite(user, documentId);

  await sql('UPDATE movies SET favorites_count = 99');
  expect(await counts(documentId)).toEqual([1, 1]);
  await expect(
    sql('UPDATE favorites SET movie_document_id = $1', [other.documentId]),
  ).rejects.toThrow('cannot be moved');
});

it('counts stay exact while favorites come and go and the movie is republished', async () => {
  const { documentId } = await createMovie();
  const users = await createUsers(20);
  const toggles = users.map(async (user, position) => {
    await favorite(user, documentId);
    if (position % 2 === 0) await sql('DELETE FROM favorites WHERE user_id = $1', [user]);
  });
  const republishes = (async () => {
    for (let round = 0; round < 5; round += 1) await movies().publish({ documentId });
  })();
  await Promise.all([...toggles, republishes]);

  expect(await counts(documentId)).toEqual([10, 10]);
  expect(await sql('SELECT FROM favorites')).toHaveLength(10);
});
