import { createMovie, createPerson } from '../factories';
import {
  type AdminClient,
  anonymous,
  type Client,
  clearCatalogue,
  strapi,
  withAdmin,
  withApiToken,
  withTokenOfType,
  withUser,
} from '../harness';
import { createImages, expectPrimaryPhotos, fileOf, photosOf } from './person-photos';

const MANAGER = '/content-manager/collection-types/api::person.person';
const SET = 'api::person.person.setPrimaryPhoto';

let program: Client;
let admin: AdminClient;
let a: number;
let b: number;
let c: number;

beforeAll(async () => {
  program = await withTokenOfType('full-access');
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(async () => {
  [a, b, c] = (await createImages(3)) as [number, number, number];
});

afterEach(async () => {
  await expectPrimaryPhotos();
  await clearCatalogue();
});

type Data = Record<string, unknown>;

/** A change of a person, through each of the doors. */
const DOORS: Record<string, (documentId: string, data: Data) => Promise<unknown>> = {
  REST: async (documentId, data) => program.put(`/people/${documentId}`, { data }).expect(200),
  async GraphQL(documentId, data) {
    const { errors } = await program.graphql(
      `mutation ($id: ID!, $data: PersonInput!) {
        updatePerson(documentId: $id, data: $data) { documentId }
      }`,
      { id: documentId, data },
    );
    expect(errors).toBeUndefined();
  },
  async 'the admin panel'(documentId, data) {
    const { body } = await admin.get(`${MANAGER}/${documentId}`).expect(200);
    const form = body.data as Data;
    await admin
      .put(`${MANAGER}/${documentId}`, {
        firstName: form.firstName,
        photos: form.photos ?? [],
        primaryPhoto: form.primaryPhoto ?? null,
        ...data,
      })
      .expect(200);
  },
};

describe.each(Object.entries(DOORS))('photos, changed by %s', (_door, change) => {
  it('the first one becomes the primary one', async () => {
    const { documentId } = await createPerson();
    await change(documentId, { photos: [b, a] });
    expect(await photosOf(documentId)).toEqual({ photos: [b, a], primary: b });
  });

  it('a primary one that is not among them is added', async () => {
    const { documentId } = await createPerson({ photos: [a, b] });
    await change(documentId, { primaryPhoto: c });
    expect(await photosOf(documentId)).toEqual({ photos: [a, b, c], primary: c });
  });

  it('a primary one without any others is the only photo', async () => {
    const { documentId } = await createPerson();
    await change(documentId, { primaryPhoto: c });
    expect(await photosOf(documentId)).toEqual({ photos: [c], primary: c });
  });

  it('the next one takes the place of a primary one that is taken away', async () => {
    const { documentId } = await createPerson({ photos: [a, b, c], primaryPhoto: b });
    await change(documentId, { photos: [a, c] });
    expect(await photosOf(documentId)).toEqual({ photos: [a, c], primary: c });
    await change(documentId, { photos: [a] });
    expect(await photosOf(documentId)).toEqual({ photos: [a], primary: a });
  });

  it('there is always one: it cannot be none', async () => {
    const { documentId } = await createPerson({ photos: [a, b] });
    await change(documentId, { primaryPhoto: null });
    expect(await photosOf(documentId)).toEqual({ photos: [a, b], primary: b });
  });

  it('with the last one, the primary one goes', async () => {
    const { documentId } = await createPerson({ photos: [a, b] });
    await change(documentId, { photos: [] });
    expect(await photosOf(documentId)).toEqual({ photos: [], primary: null });
  });

  it('others can take all their places', async () => {
    const { documentId } = await createPerson({ photos: [a] });
    await change(documentId, { photos: [b, c] });
    expect(await photosOf(documentId)).toEqual({ photos: [b, c], primary: b });
  });

  it('a change of something else leaves them alone', async () => {
    const { documentId } = await createPerson({ photos: [a, b], primaryPhoto: b });
    await change(documentId, { firstName: 'Agnès' });
    expect(await photosOf(documentId)).toEqual({ photos: [a, b], primary: b });
  });
});

it('a write answers with the primary photo as it is', async () => {
  const { documentId } = await createPerson();
  const { body } = await program
    .put(`/people/${documentId}`, { data: { photos: [a, b] } }, { populate: '*' })
    .expect(200);
  expect(body.data).toMatchObject({
    photos: [
      { id: a, isPrimary: true },
      { id: b, isPrimary: false },
    ],
    primaryPhoto: { id: a },
  });
});

describe('a photo that is deleted in the media library', () => {
  it('alone makes the next one primary, of everybody who has it', async () => {
    const one = await createPerson({ photos: [a, b, c], primaryPhoto: b });
    const other = await createPerson({ photos: [b, a] });
    const only = await createPerson({ photos: [b] });
    await admin.delete(`/upload/files/${b}`).expect(200);
    expect(await photosOf(one.documentId)).toEqual({ photos: [a, c], primary: c });
    expect(await photosOf(other.documentId)).toEqual({ photos: [a], primary: a });
    expect(await photosOf(only.documentId)).toEqual({ photos: [], primary: null });
  });

  it('with others makes the one primary that is left', async () => {
    const { documentId } = await createPerson({ photos: [a, b, c] });
    await admin.post('/upload/actions/bulk-delete', { fileIds: [a, b] }).expect(200);
    expect(await photosOf(documentId)).toEqual({ photos: [c], primary: c });
  });

  it('over the API makes the next one primary', async () => {
    const { documentId } = await createPerson({ photos: [a, b] });
    await program.delete(`/upload/files/${a}`).expect(200);
    expect(await photosOf(documentId)).toEqual({ photos: [b], primary: b });
  });

  it('past all of the program makes the next one primary', async () => {
    const { documentId } = await createPerson({ photos: [a, b] });
    await strapi().db.connection.raw('DELETE FROM files WHERE id = ?', [a]);
    expect(await photosOf(documentId)).toEqual({ photos: [b], primary: b });
  });
});

describe('PUT /people/:documentId/primary-photo and setPrimaryPhoto', () => {
  let documentId: string;
  let path: string;
  beforeEach(async () => {
    ({ documentId } = await createPerson({ photos: [a, b] }));
    path = `/people/${documentId}/primary-photo`;
  });

  it('make one of the photos the primary one, by id and documentId', async () => {
    const { body } = await program.put(path, { data: { photo: b } }).expect(200);
    expect(body.data).toMatchObject({ documentId, primaryPhoto: { id: b } });
    expect(body.data.photos).toMatchObject([
      { id: a, isPrimary: false },
      { id: b, isPrimary: true },
    ]);

    const { documentId: photo } = await fileOf(a);
    await program.put(path, { data: { photo } }).expect(200);
    expect((await photosOf(documentId)).primary).toBe(a);

    const { data } = await program.graphql(
      `mutation ($person: ID!, $photo: ID!) {
        setPrimaryPhoto(person: $person, photo: $photo) { primaryPhoto { documentId } }
      }`,
      { person: documentId, photo: (await fileOf(b)).documentId },
    );
    expect(data?.setPrimaryPhoto).toEqual({
      primaryPhoto: { documentId: (await fileOf(b)).documentId },
    });
  });

  it.each([
    ['another file', () => ({ data: { photo: c } }), /not one of the person's photos/],
    ['a file that is not there', () => ({ data: { photo: 999_999 } }), /not one of the person's/],
    ['nothing', () => ({ data: {} }), /Send \{"data"/],
    ['more than that', () => ({ data: { photo: b, firstName: 'X' } }), /Send \{"data"/],
    ['no data', () => ({ photo: b }), /Send \{"data"/],
    ['a list', () => ({ data: { photo: [b] } }), /Send \{"data"/],
  ])('refuse %s with a 400', async (_what, body, message) => {
    const answer = await program.put(path, body()).expect(400);
    expect(answer.body.error.message).toMatch(message);
    expect(await photosOf(documentId)).toEqual({ photos: [a, b], primary: a });
  });

  it('know no person who is not there', async () => {
    await program.put('/people/nobody/primary-photo', { data: { photo: a } }).expect(404);
    const { errors } = await program.graphql(
      `mutation { setPrimaryPhoto(person: "nobody", photo: "${a}") { documentId } }`,
    );
    expect(errors?.[0]?.message).toBe('There is no person "nobody".');
  });

  it.each([
    ['a visitor', () => Promise.resolve(anonymous()), 403],
    ['a signed-in user', withUser, 403],
    ['a token that may update persons', () => withApiToken(['api::person.person.update']), 403],
    ['a token with the permission', () => withApiToken([SET]), 200],
  ])('are for %s: %#', async (_who, connect, status) => {
    await (await connect()).put(path, { data: { photo: b } }).expect(status);
  });
});

describe('isPrimary', () => {
  it('is told wherever the photos of persons are, in one statement for all of them', async () => {
    const director = (await createPerson({ photos: [a, b], primaryPhoto: b })).documentId;
    for (let movie = 0; movie < 3; movie += 1) await createMovie({ director });
    await createPerson({ photos: [c, a] });
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => {
      if (sql.includes('FROM settled_photos')) statements.push(sql);
    };
    strapi().db.connection.on('query', note);
    try {
      const { body } = await anonymous().get('/movies', {
        'populate[director][populate]': 'photos',
      });
      for (const movie of body.data as { director: { photos: object[] } }[]) {
        expect(movie.director.photos).toMatchObject([
          { id: a, isPrimary: false },
          { id: b, isPrimary: true },
        ]);
      }
      expect(body.data).toHaveLength(3);
      expect(statements).toHaveLength(1);

      const { data } = await anonymous().graphql(
        `{ people(sort: "createdAt") {
            photos { isPrimary } photos_connection { nodes { isPrimary } } primaryPhoto { isPrimary }
          } }`,
      );
      const withPhotos = (data?.people as { photos: object[] }[]).filter(
        ({ photos }) => photos.length > 0,
      );
      expect(withPhotos).toEqual([
        {
          photos: [{ isPrimary: false }, { isPrimary: true }],
          photos_connection: { nodes: [{ isPrimary: false }, { isPrimary: true }] },
          primaryPhoto: { isPrimary: null },
        },
        {
          photos: [{ isPrimary: true }, { isPrimary: false }],
          photos_connection: { nodes: [{ isPrimary: true }, { isPrimary: false }] },
          primaryPhoto: { isPrimary: null },
        },
      ]);
      expect(statements).toHaveLength(2);
    } finally {
      strapi().db.connection.off('query', note);
    }
  });
});
