import { createCharacter, createDraft, createMovie, createPerson } from '../factories';
import {
  anonymous,
  type Client,
  clearCatalogue,
  registerUser,
  sql,
  strapi,
  withApiToken,
} from '../harness';
import { createImages } from './person-photos';

interface Hit {
  type: string;
  documentId: string;
  label: string;
  year: number | null;
  thumbnail: { url: string } | null;
  score: number;
}

interface Answer {
  data: Hit[];
  meta: { pagination: { page: number; pageSize: number; pageCount: number; total: number } };
}

const MOVIE = 'api::movie.movie';

const search = async (
  parameters: Record<string, string | number>,
  client: Client = anonymous(),
): Promise<Answer> => {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [name, String(value)]),
  );
  const { body } = await client.get(`/search?${query.toString()}`).expect(200);
  return body as Answer;
};

const labels = async (q: string): Promise<string[]> =>
  (await search({ q })).data.map(({ label }) => label);

afterEach(clearCatalogue);

describe('what is found', () => {
  it('is shown by type, documentId, label, year, thumbnail and score, in REST and GraphQL alike', async () => {
    const [photo] = await createImages(1);
    const actor = await createPerson({
      firstName: 'Zofia',
      lastName: 'Zimt',
      dateOfBirth: '1971-05-14',
      photos: [photo],
    });
    const movie = await createMovie({ title: 'Zimt', releaseDate: '2003-10-03' });
    await createCharacter(movie.documentId, { name: 'Frau Zimt', actor: actor.documentId });

    const { data, meta } = await search({ q: 'zimt' });
    expect(data).toEqual([
      {
        type: 'movie',
        documentId: movie.documentId,
        label: 'Zimt',
        year: 2003,
        thumbnail: null,
        score: 1,
      },
      expect.objectContaining({
        type: 'person',
        documentId: actor.documentId,
        label: 'Zofia Zimt',
        year: 1971,
        thumbnail: {
          url: expect.stringContaining('/uploads/') as string,
          width: null,
          height: null,
        },
      }),
      expect.objectContaining({
        type: 'character',
        label: 'Frau Zimt',
        year: null,
        thumbnail: {
          url: expect.stringContaining('/uploads/') as string,
          width: null,
          height: null,
        },
      }),
    ]);
    expect(meta.pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 3 });

    const answer = await anonymous().graphql(
      `{ search(q: "zimt") {
        nodes { type documentId label year thumbnail { url width height } score }
        pageInfo { page pageSize pageCount total }
      } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.search).toEqual({ nodes: data, pageInfo: meta.pagination });
  });

  it('is ordered by favorites where nothing else tells the hits apart', async () => {
    const older = await createMovie({ title: 'Twice', releaseDate: '1990-01-01' });
    await createMovie({ title: 'Twice', releaseDate: '2010-01-01' });
    expect((await search({ q: 'twice' })).data.map(({ year }) => year)).toEqual([2010, 1990]);

    const { client } = await registerUser();
    await client.put(`/movies/${older.documentId}/favorite`, {}).expect(200);
    expect((await search({ q: 'twice' })).data.map(({ year }) => year)).toEqual([1990, 2010]);
  });

  it('has those with most favorites among more than are compared', async () => {
    await sql(
      `INSERT INTO movies (document_id, title, published_at)
       SELECT 'equal' || n, 'Zwilling', now() FROM generate_series(1, 260) AS n
       UNION ALL
       SELECT 'alike' || n, 'Zwirn ' || chr(97 + n % 26) || to_hex(n), now()
       FROM generate_series(1, 900) AS n`,
    );
    const equal = await createMovie({ title: 'Zwilling' });
    const alike = await createMovie({ title: 'Zwirn zzz' });
    const { client } = await registerUser();
    for (const { documentId } of [equal, alike]) {
      await client.put(`/movies/${documentId}/favorite`, {}).expect(200);
    }
    expect((await search({ q: 'zwilling' })).data[0]?.documentId).toBe(equal.documentId);
    const found = (await search({ q: 'zwirn', pageSize: 100 })).data;
    expect(found.map(({ documentId }) => documentId)).toContain(alike.documentId);
  });

  it('has the words in its name, or else in its description', async () => {
    await createMovie({ title: 'Lighthouse', description: 'Nothing of it.' });
    const told = await createMovie({ title: 'Shore', description: 'A keeper and his lighthouse.' });
    expect(await labels('lighthouse')).toEqual(['Lighthouse']);
    await strapi()
      .documents(MOVIE)
      .update({ documentId: told.documentId, data: { description: 'A Kéeper, alone.' } });
    expect(await labels('keeper lighthouse')).toEqual(['Shore']);
    await strapi().documents(MOVIE).publish({ documentId: told.documentId });
    expect(await labels('keeper alone')).toEqual(['Shore']);
  });

  it('comes in pages that share nothing, and say how many there are', async () => {
    for (const part of [1, 2, 3, 4, 5]) await createMovie({ title: `Serial ${part}` });
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => search({ q: 'serial', page, pageSize: 2 })),
    );
    expect(pages.map(({ data }) => data.length)).toEqual([2, 2, 1, 0]);
    expect(
      new Set(pages.flatMap(({ data }) => data.map(({ documentId }) => documentId))).size,
    ).toBe(5);
    for (const { meta } of pages) expect(meta.pagination).toMatchObject({ total: 5, pageCount: 3 });
  });
});

describe('what is there', () => {
  it('is found when it is published, by the title it has then, and no longer than it is', async () => {
    const draft = await createDraft({ title: 'Quicksilver' });
    await createCharacter(draft.documentId);
    const documentId = draft.documentId;
    expect(await labels('quicksilver')).toEqual([]);

    await strapi().documents(MOVIE).publish({ documentId });
    expect(await labels('quicksilver')).toEqual(['Quicksilver']);

    await strapi()
      .documents(MOVIE)
      .update({ documentId, data: { title: 'Mercury' } });
    expect(await labels('mercury')).toEqual([]);
    expect(await labels('quicksilver')).toEqual(['Quicksilver']);

    await strapi().documents(MOVIE).publish({ documentId });
    expect(await labels('mercury')).toEqual(['Mercury']);
    expect(await labels('quicksilver')).toEqual([]);

    await strapi().documents(MOVIE).unpublish({ documentId });
    expect(await labels('mercury')).toEqual([]);
    await strapi().documents(MOVIE).publish({ documentId });
    await strapi().documents(MOVIE).delete({ documentId });
    expect(await labels('mercury')).toEqual([]);
  });

  it('is found at once when SQL has written it, and gone when SQL has deleted it', async () => {
    await sql(
      `INSERT INTO people (document_id, first_name, last_name, published_at)
       SELECT 'sqlperson' || n, 'Sequela' || n, 'Quellwasser', now() FROM generate_series(1, 3) AS n`,
    );
    expect(await labels('quellwaser')).toHaveLength(3);
    expect(await labels('sequela2 quellwasser')).toEqual(['Sequela2 Quellwasser']);

    await sql(`UPDATE people SET last_name = 'Bachlauf' WHERE document_id = 'sqlperson2'`);
    expect(await labels('bachlauf')).toEqual(['Sequela2 Bachlauf']);
    await sql(`DELETE FROM people WHERE document_id = 'sqlperson2'`);
    expect(await labels('bachlauf')).toEqual([]);
    await sql('TRUNCATE people CASCADE');
    expect(await labels('quellwasser')).toEqual([]);
  });

  it('is found by what it is called after one statement has changed many', async () => {
    await sql(
      `INSERT INTO movies (document_id, title, published_at)
       SELECT 'many' || n, 'Vorher ' || n, CASE WHEN n < 4 THEN now() END
       FROM generate_series(1, 6) AS n`,
    );
    await sql(
      `UPDATE movies SET title = replace(title, 'Vorher', 'Nachher'),
         published_at = CASE WHEN document_id IN ('many1', 'many4') THEN now() END`,
    );
    expect(await labels('vorher')).toEqual([]);
    expect((await labels('nachher')).sort()).toEqual(['Nachher 1', 'Nachher 4']);
  });

  it('is found after many were written at once, with words that nobody has seen before', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        createPerson({ firstName: 'Simultan', lastName: `Wort${n}` }),
      ),
    );
    const { meta } = await search({ q: 'simultan' });
    expect(meta.pagination.total).toBe(8);
    expect(await labels('simulatn wort3')).toEqual(['Simultan Wort3']);
  });

  it('is not found by what a draft says, in name or description', async () => {
    const movie = await createMovie({ title: 'Open', description: 'For all' });
    await strapi()
      .documents(MOVIE)
      .update({
        documentId: movie.documentId,
        data: { title: 'Geheimnis', description: 'Verborgenes' },
      });
    for (const q of ['geheimnis', 'geheim', 'verborgenes']) expect(await labels(q)).toEqual([]);
  });
});

describe('who asks', () => {
  const FIND = 'api::search.search.find';

  beforeEach(async () => {
    const person = await createPerson({ firstName: 'Common', lastName: '' });
    const movie = await createMovie({ title: 'Common', director: person.documentId });
    await createCharacter(movie.documentId, { name: 'Common' });
  });

  it('is told of the types that are asked for', async () => {
    const types = async (given: string) =>
      (await search({ q: 'common', types: given })).data.map(({ type }) => type);
    expect(await types('person')).toEqual(['person']);
    expect(await types('character, movie,movie')).toEqual(['movie', 'character']);
  });

  it('is told of types that may be listed, and refused those that may not', async () => {
    const client = await withApiToken([FIND, `${MOVIE}.find`]);
    const { data, meta } = await search({ q: 'common' }, client);
    expect(data.map(({ type }) => type)).toEqual(['movie']);
    expect(meta.pagination.total).toBe(1);
    await client.get('/search?q=common&types=movie,person').expect(403);
    await (await withApiToken([`${MOVIE}.find`])).get('/search?q=common').expect(403);
    expect((await search({ q: 'common' }, await withApiToken([FIND]))).data).toEqual([]);
  });

  it('sees the picture of an actor when people may be listed', async () => {
    const [photo] = await createImages(1);
    const actor = await createPerson({ photos: [photo] });
    const movie = await createMovie();
    await createCharacter(movie.documentId, { name: 'Pictured', actor: actor.documentId });
    const FIND_CHARACTERS = 'api::character.character.find';
    const thumbnails = async (...permissions: string[]) => {
      const client = await withApiToken([FIND, FIND_CHARACTERS, ...permissions]);
      const { data } = await search({ q: 'pictured', types: 'character' }, client);
      return data.map(({ thumbnail }) => thumbnail !== null);
    };
    expect(await thumbnails()).toEqual([false]);
    expect(await thumbnails('api::person.person.find')).toEqual([true]);
  });
});
