import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDraft, createMovie, createPerson } from '../factories';
import { clearCatalogue, strapi } from '../harness';
import { CALLERS } from './permissions-subjects';

/** One transparent pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const files = () => strapi().db.query('plugin::upload.file');

/** A picture in the media library, as an editor would have uploaded it. */
const uploadPicture = async (): Promise<number> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-picture-'));
  try {
    const filepath = path.join(folder, 'poster.png');
    await writeFile(filepath, PNG);
    const [file] = await strapi()
      .plugin('upload')
      .service<{ upload: (upload: object) => Promise<{ id: number }[]> }>('upload')
      .upload({
        data: { fileInfo: { name: 'poster.png' } },
        files: {
          filepath,
          originalFilename: 'poster.png',
          mimetype: 'image/png',
          size: PNG.length,
        },
      });
    if (!file) throw new Error('The picture was not uploaded');
    return file.id;
  } finally {
    await rm(folder, { recursive: true });
  }
};

const DRAFT_TITLES = /Edited|Secret/;

/** One picture that a published movie, its edited draft, a mere draft and a director share. */
const createGallery = async (): Promise<void> => {
  const picture = await uploadPicture();
  const director = await createPerson({ primaryPhoto: picture, photos: [picture] });
  const movie = await createMovie({
    title: 'Public',
    poster: picture,
    director: director.documentId,
  });
  await strapi()
    .documents('api::movie.movie')
    .update({ documentId: movie.documentId, data: { title: 'Edited' } });
  await createDraft({ title: 'Secret', poster: picture });
};

/** Removes the files themselves too, from where uploads are kept. */
const removePictures = async (): Promise<void> => {
  const upload = strapi()
    .plugin('upload')
    .service<{ remove: (file: object) => Promise<unknown> }>('upload');
  for (const file of await files().findMany()) await upload.remove(file as object);
};

afterEach(async () => {
  await removePictures();
  await clearCatalogue();
});

describe.each(CALLERS)('files, asked for by $name', ({ connect, reads }) => {
  it('are neither listed nor deleted over REST', async () => {
    const client = await connect();
    const id = await uploadPicture();

    expect((await client.get('/upload/files')).status).toBe(403);
    expect((await client.get(`/upload/files/${id}`)).status).toBe(403);
    expect((await client.delete(`/upload/files/${id}`)).status).toBe(403);
    expect(await files().count()).toBe(1);
  });

  it('are not uploaded over REST', async () => {
    const client = await connect();
    const upload = client.post('/upload', {});
    // `send` and `attach` exclude each other: a form takes the place of the empty body.
    Object.assign(upload, { _data: undefined });

    const { status } = await upload.attach('files', PNG, 'poster.png');
    expect(status).toBe(403);
    expect(await files().count()).toBe(0);
  });

  it.each([
    '{ uploadFiles { name url } }',
    '{ uploadFiles_connection { pageInfo { total } } }',
    '{ uploadFile(documentId: "ID") { name } }',
    'mutation { updateUploadFile(id: 1, info: { name: "changed" }) { name } }',
    'mutation { deleteUploadFile(id: 1) { name } }',
  ])('are refused by GraphQL: %s', async (operation) => {
    const client = await connect();
    await uploadPicture();
    const before = await files().findMany();
    const { data, errors } = await client.graphql(operation);

    expect(errors?.map(({ message }) => message)).toEqual(['Forbidden access']);
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(await files().findMany()).toEqual(before);
  });

  it.each([
    '/movies?populate[poster][populate]=related',
    '/movies?populate[poster][populate][related]=true',
    '/movies?populate[poster][populate][related][populate]=*',
    '/movies?populate[poster][populate][related][on][api::movie.movie][fields]=title',
    '/movies?populate[poster][populate]=*',
    '/people?populate[primaryPhoto][populate][related]=true',
    '/people?populate[photos][populate]=*',
    '/movies?populate[director][populate][photos][populate]=*',
  ])('do not lead to drafts over REST: %s', async (question) => {
    const client = await connect();
    await createGallery();
    const { text } = await client.get(question);

    expect(DRAFT_TITLES.exec(text)).toBeNull();
  });

  it.each([
    '{ movies { poster { name related { __typename ... on Movie { title } } } } }',
    '{ people { primaryPhoto { related { __typename ... on Movie { title } } } } }',
    '{ people { photos { related { ... on Movie { title } } } } }',
  ])('do not lead to drafts over GraphQL: %s', async (query) => {
    const client = await connect();
    await createGallery();
    const answer = JSON.stringify(await client.graphql(query));

    expect(DRAFT_TITLES.exec(answer)).toBeNull();
    expect(answer).not.toContain('INTERNAL_SERVER_ERROR');
  });

  it('show with what they illustrate, to whom may read it', async () => {
    const client = await connect();
    await createGallery();
    const { body } = await client.get('/movies?populate=poster');

    if (reads)
      expect(body.data).toMatchObject([{ title: 'Public', poster: { name: 'poster.png' } }]);
    else expect(body.error.status).toBe(403);
  });
});
