import { country, createCharacter, createDraft, createImage, createPerson } from '../factories';
import {
  type AdminClient,
  type Client,
  clearCatalogue,
  sql,
  strapi,
  withAdmin,
  withTokenOfType,
} from '../harness';
import { type Told, toldDuring } from './events-told';

const MOVIE = 'api::movie.movie';
const DESK = `/content-manager/collection-types/${MOVIE}`;

let program: Client;
let admin: AdminClient;
let movie: string;

const movies = () => strapi().documents(MOVIE);

const publish = () => movies().publish({ documentId: movie });

const tellings = (action: () => Promise<unknown>): Promise<Told[]> =>
  toldDuring(['movie.published', 'movie.unpublished'], action);

const published = (
  changed: string[],
  { wasPublished = false, documentId = movie } = {},
): unknown => ({
  name: 'movie.published',
  event: { movie: { documentId }, wasPublished, changed },
});

const unpublished = ({ deleted = false, documentId = movie } = {}): unknown => ({
  name: 'movie.unpublished',
  event: { movie: { documentId }, deleted },
});

/** What a complete draft of these tests has. */
const FILLED_IN = ['characters', 'country', 'director', 'title'];

const completeDraft = async (): Promise<string> => {
  const { documentId } = await createDraft();
  await createCharacter(documentId);
  return documentId;
};

beforeAll(async () => {
  program = await withTokenOfType('full-access');
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(async () => {
  movie = await completeDraft();
});

afterEach(clearCatalogue);

describe('a publication is told once, whoever publishes:', () => {
  const mutation = (name: string, parameters: string) =>
    `mutation($id: ID!) { ${name}(documentId: $id, ${parameters}) { documentId } }`;

  it.each<[string, string[], () => Promise<unknown>]>([
    ['the document service', FILLED_IN, () => publish()],
    [
      'an update with status published',
      [...FILLED_IN, 'durationMinutes'].sort(),
      () =>
        movies().update({ documentId: movie, data: { durationMinutes: 90 }, status: 'published' }),
    ],
    ['REST', FILLED_IN, async () => program.put(`/movies/${movie}`, { data: {} }).expect(200)],
    [
      'GraphQL',
      FILLED_IN,
      async () => {
        const { errors } = await program.graphql(mutation('updateMovie', 'data: {}'), {
          id: movie,
        });
        expect(errors).toBeUndefined();
      },
    ],
    [
      'the admin panel',
      [...FILLED_IN, 'description'].sort(),
      async () =>
        admin.post(`${DESK}/${movie}/actions/publish`, { description: 'New' }).expect(200),
    ],
    [
      'a transaction of somebody else',
      FILLED_IN,
      () => strapi().db.transaction(async () => strapi().db.transaction(() => publish())),
    ],
  ])('%s', async (_door, changed, action) => {
    expect(await tellings(action)).toEqual([published(changed)]);
  });

  it('a creation with status published', async () => {
    const director = (await createPerson()).documentId;
    const { documentId: other } = await createCharacter(movie);
    let documentId = '';
    const told = await tellings(async () => {
      const { body } = await program
        .post('/movies', {
          data: { title: 'New', director, country: await country('FR'), characters: [other] },
        })
        .expect(201);
      documentId = body.data.documentId;
    });
    expect(told).toEqual([published(FILLED_IN, { documentId })]);
  });

  it('the admin panel, of several at once', async () => {
    const other = await completeDraft();
    const told = await tellings(async () => {
      const documentIds = [movie, other];
      await admin.post(`${DESK}/actions/bulkPublish`, { documentIds }).expect(200);
    });
    expect(told).toHaveLength(2);
    expect(told).toEqual(
      expect.arrayContaining([published(FILLED_IN), published(FILLED_IN, { documentId: other })]),
    );
  });
});

describe('what has changed', () => {
  beforeEach(publish);

  it('is nothing when the same is published again', async () => {
    expect(await tellings(publish)).toEqual([published([], { wasPublished: true })]);
  });

  it('is named: values, relations, their order, and pictures', async () => {
    const { documentId: second } = await createCharacter(movie);
    await publish();
    const { characters } = (await movies().findOne({
      documentId: movie,
      populate: ['characters'],
    })) as { characters: { documentId: string }[] };
    const order = characters.map(({ documentId }) => documentId).reverse();
    expect(order).toContain(second);
    const told = await tellings(() =>
      movies().update({
        documentId: movie,
        data: {
          releaseDate: '2001-02-03',
          budget: 1.5,
          characters: { set: order },
        },
        status: 'published',
      }),
    );
    expect(told).toEqual([
      published(['budget', 'characters', 'releaseDate'], { wasPublished: true }),
    ]);
    const director = (await createPerson()).documentId;
    const poster = await createImage();
    expect(
      await tellings(() =>
        movies().update({ documentId: movie, data: { director, poster }, status: 'published' }),
      ),
    ).toEqual([published(['director', 'poster'], { wasPublished: true })]);
  });

  it('is told when it is published, and not when the draft is saved', async () => {
    const saving = () => movies().update({ documentId: movie, data: { description: 'New' } });
    expect(await tellings(saving)).toEqual([]);
    expect(await tellings(() => movies().discardDraft({ documentId: movie }))).toEqual([]);
    await saving();
    expect(await tellings(publish)).toEqual([published(['description'], { wasPublished: true })]);
  });
});

describe('a movie that visitors see no longer is told once:', () => {
  beforeEach(publish);

  it('unpublished by the admin panel', async () => {
    const unpublish = async () => {
      await admin.post(`${DESK}/${movie}/actions/unpublish`, {}).expect(200);
    };
    expect(await tellings(unpublish)).toEqual([unpublished()]);
    const again = () => movies().unpublish({ documentId: movie });
    expect(await tellings(again)).toEqual([]);
    expect(await tellings(publish)).toEqual([published(FILLED_IN)]);
  });

  it('several unpublished at once', async () => {
    const draft = await completeDraft();
    const told = await tellings(async () => {
      const documentIds = [draft, movie];
      await admin.post(`${DESK}/actions/bulkUnpublish`, { documentIds }).expect(200);
    });
    expect(told).toEqual([unpublished()]);
  });

  it('deleted over REST', async () => {
    const told = await tellings(async () => program.delete(`/movies/${movie}`).expect(204));
    expect(told).toEqual([unpublished({ deleted: true })]);
  });

  it('several deleted at once', async () => {
    const draft = await completeDraft();
    const told = await tellings(async () => {
      const documentIds = [draft, movie];
      await admin.post(`${DESK}/actions/bulkDelete`, { documentIds }).expect(200);
    });
    expect(told).toEqual([unpublished({ deleted: true })]);
  });
});

describe('nothing is told of a publication', () => {
  it('that is refused', async () => {
    const { documentId } = await createDraft();
    const told = await tellings(async () => {
      await program.put(`/movies/${documentId}`, { data: {} }).expect(400);
    });
    expect(told).toEqual([]);
  });

  it('that is rolled back', async () => {
    const told = await tellings(() =>
      strapi()
        .db.transaction(async () => {
          await publish();
          throw new Error('Undo');
        })
        .catch(() => undefined),
    );
    expect(told).toEqual([]);
  });

  it('whose commit fails', async () => {
    const told = await tellings(async () => {
      const running = strapi().db.transaction(async ({ trx }) => {
        await publish();
        await trx.raw('DELETE FROM movies_director_lnk');
      });
      await expect(running).rejects.toMatchObject({ constraint: 'published_movies_complete_ck' });
    });
    expect(told).toEqual([]);
    expect(await sql('SELECT 1 FROM movies WHERE published_at IS NOT NULL')).toEqual([]);
  });

  it('of a movie that does not exist', async () => {
    expect(await tellings(() => movies().publish({ documentId: 'nosuchmovie' }))).toEqual([]);
  });
});
