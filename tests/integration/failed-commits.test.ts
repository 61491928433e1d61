import { createCharacter, createMovie, createPerson } from '../factories';
import { clearCatalogue, sql, strapi, withAdmin, withTokenOfType } from '../harness';
import { damage } from './completeness-desk';

/** What the database refuses at the commit, when every statement has passed. */

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

const TAKE_DIRECTORS = 'DELETE FROM movies_director_lnk';

const directors = async (): Promise<number> =>
  (await sql('SELECT 1 FROM movies_director_lnk JOIN movies ON movies.id = movie_id')).length;

describe('a transaction whose commit fails', () => {
  let told: string[];

  beforeEach(async () => {
    await createMovie({ title: 'Alien' });
    told = [];
  });

  const REFUSED = { code: '23514', constraint: 'published_movies_complete_ck' };

  it('fails, and tells nobody that it was committed', async () => {
    const before = await directors();
    const running = strapi().db.transaction(async ({ trx, onCommit }) => {
      onCommit(() => told.push('committed'));
      await trx.raw(TAKE_DIRECTORS);
    });

    await expect(running).rejects.toMatchObject(REFUSED);
    expect(told).toEqual([]);
    expect(await directors()).toBe(before);
  });

  it('fails as a whole with what is within it', async () => {
    const running = strapi().db.transaction(async () => {
      await strapi().db.transaction(async ({ trx }) => {
        await trx.raw(TAKE_DIRECTORS);
      });
      told.push('inner');
    });

    await expect(running).rejects.toMatchObject(REFUSED);
    expect(told).toEqual(['inner']);
  });

  it('fails when it is committed by hand', async () => {
    const transaction = await strapi().db.transaction();
    await transaction.get().raw(TAKE_DIRECTORS);

    await expect(transaction.commit()).rejects.toMatchObject(REFUSED);
  });

  it('fails when the connection is lost before the commit', async () => {
    const running = strapi().db.transaction(async ({ trx }) => {
      await trx.raw(`UPDATE movies SET description = 'lost'`);
      const { rows } = await trx.raw('SELECT pg_backend_pid() AS pid');
      await sql('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    });

    await expect(running).rejects.toThrow();
    expect(await sql(`SELECT 1 FROM movies WHERE description = 'lost'`)).toEqual([]);
  });

  it('leaves the transactions that pass as they were', async () => {
    const result = await strapi().db.transaction(async ({ trx, onCommit }) => {
      onCommit(() => told.push('committed'));
      await trx.raw(`UPDATE movies SET description = 'kept'`);
      return 'result';
    });

    expect(result).toBe('result');
    expect(told).toEqual(['committed']);
    await expect(
      strapi().db.transaction(() => Promise.reject(new Error('taken back'))),
    ).rejects.toThrow('taken back');
  });
});

describe('a character beside one that has lost its actor past the program', () => {
  const change = { description: 'changed' };
  let character: string;
  let person: string;

  beforeEach(async () => {
    const movie = await createMovie({ title: 'Alien' });
    ({ documentId: character } = await createCharacter(movie.documentId, { name: 'Ripley' }));
    ({ documentId: person } = await createPerson());
    await damage(
      `DELETE FROM characters_actor_lnk
       WHERE character_id NOT IN (SELECT id FROM characters WHERE name = 'Ripley')`,
    );
  });

  it.each([
    [
      'REST',
      async (data: object) =>
        (await (await withTokenOfType('full-access')).put(`/characters/${character}`, { data }))
          .status,
    ],
    [
      'the admin panel',
      async (data: object) =>
        (
          await (
            await withAdmin('strapi-super-admin')
          ).put(`/content-manager/collection-types/api::character.character/${character}`, data)
        ).status,
    ],
  ])('gets another actor over %s', async (_door, put) => {
    expect(await put({ actor: person, ...change })).toBe(200);
    expect(
      await sql(
        `SELECT people.document_id FROM characters
         JOIN characters_actor_lnk ON character_id = characters.id
         JOIN people ON people.id = person_id
         WHERE characters.description = 'changed'`,
      ),
    ).toEqual([{ document_id: person }]);
  });
});
