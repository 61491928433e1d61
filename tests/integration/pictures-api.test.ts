import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDraft, createMovie, createPerson } from '../factories';
import { anonymous, strapi, withAdmin, withTokenOfType, withUser } from '../harness';
import { HTML, noise, picture } from './avatar-pictures';
import {
  avatarOf,
  cleanUpAvatars,
  createRow,
  expectNothingLeft,
  idOf,
  namesOf,
  onDisk,
  send,
  storedFiles,
  USER,
  whileReplaced,
} from './avatar-storage';
import { DOORS, overRest, sendFiles, store } from './pictures-uploads';

cleanUpAvatars();

describe('the placeholder', () => {
  it('comes with every populated picture, over REST and GraphQL', async () => {
    const { id, placeholder } = await store(await overRest(), { content: await picture() });
    const { documentId } = await createMovie({ poster: id });

    expect(placeholder).toMatch(/^data:image\/webp;base64,/);
    const { body } = await anonymous().get(`/movies/${documentId}?populate=poster`);
    expect(body.data.poster.placeholder).toBe(placeholder);
    const { data } = await anonymous().graphql(
      'query ($id: ID!) { movie(documentId: $id) { poster { placeholder } } }',
      { id: documentId },
    );
    expect(data).toEqual({ movie: { poster: { placeholder } } });
  });

  it('comes with avatars', async () => {
    const client = await withUser();
    const { body } = await send(client, await picture());

    expect(body.avatar.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect((await avatarOf(client))?.placeholder).toBe(body.avatar.placeholder);
  });
});

describe('the name of a file', () => {
  const NAMES = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '../../etc/passwd',
      'C:\\a\\b.png',
      'con.png',
      'nul',
      '..',
      '.',
      'a'.repeat(300),
    ),
  );

  it('that an editor gives is harmless, whatever it is', async () => {
    const door = await overRest();
    const content = await picture();
    await fc.assert(
      fc.asyncProperty(NAMES, async (name) => {
        const usable = name.replaceAll('\0', '');
        const { status, body } = await sendFiles(door, [{ content }]).field(
          'fileInfo',
          JSON.stringify({ name: usable, alternativeText: 'words' }),
        );

        expect({ status, error: body.error }).toEqual({ status: 201, error: undefined });
        expect(body[0].name).toMatch(/^[\p{L}\p{M}\p{N}_-]{1,40}\.png$/u);
        expect(body[0].alternativeText).toBe('words');
        expect(path.basename(body[0].url)).toMatch(/^[A-Za-z0-9_.-]{1,255}$/);
      }),
      { numRuns: 40 },
    );
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });

  it.each([
    ['../../etc/passwd.png', 'passwd.png'],
    ['портрет.html', 'портрет.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(40)}.png`],
    ['con', 'con.png'],
  ])('%j of the sender becomes %j', async (name, expected) => {
    const file = await store(await overRest(), { content: await picture(), name });

    expect(file.name).toBe(expected);
  });
});

describe.each(DOORS)('a new name over %s', (_door, open) => {
  it('is harmless, and keeps the extension', async () => {
    const door = await open();
    const file = await store(door, { content: await picture() });
    const { status, body } = await door.client
      .postForm(`${door.path}?id=${file.id}`)
      .field('fileInfo', JSON.stringify({ name: '../../x<script>.html', caption: 'words' }));

    expect({ status, name: body.name, caption: body.caption, url: body.url }).toEqual({
      status: 200,
      name: 'x-script.png',
      caption: 'words',
      url: file.url,
    });
  });
});

describe('a field for pictures', () => {
  const PDF = { name: 'contract.pdf', mime: 'application/pdf', ext: '.pdf' };

  const message = (field: string): string =>
    `"${field}" takes pictures only, and "contract.pdf" is of the type "application/pdf". Choose a JPEG, PNG, WebP, AVIF or GIF.`;

  it.each([
    ['an id', (id: number) => id],
    ['an object', (id: number) => ({ id })],
    ['connect', (id: number) => ({ connect: [{ id }] })],
    ['set', (id: number) => ({ set: [id] })],
  ])('refuses another file given as %s over REST', async (_how, value) => {
    const { documentId } = await createDraft();
    const { status, body } = await (
      await withTokenOfType('full-access')
    ).put(`/movies/${documentId}?status=draft`, { data: { poster: value(await createRow(PDF)) } });

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      message: message('poster'),
      details: { errors: [{ path: ['poster'], message: message('poster') }] },
    });
  });

  it('refuses one wrong photo among right ones, over GraphQL', async () => {
    const { documentId } = await createPerson();
    const photos = [await createRow(), await createRow(PDF)];
    const { errors } = await (
      await withTokenOfType('full-access')
    ).graphql(
      'mutation ($id: ID!, $data: PersonInput!) { updatePerson(documentId: $id, data: $data) { documentId } }',
      { id: documentId, data: { photos } },
    );

    expect(errors?.map((error) => error.message)).toEqual([message('photos')]);
  });

  it('refuses another file as an avatar in the admin panel', async () => {
    const client = await withUser();
    const user = await strapi()
      .db.query(USER)
      .findOne({ where: { id: await idOf(client) } });
    const admin = await withAdmin('strapi-super-admin');
    const { status, body } = await admin.put(
      `/content-manager/collection-types/${USER}/${user.documentId}`,
      { avatar: await createRow(PDF) },
    );

    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message: message('avatar'),
    });
  });

  it('takes a picture, and can be emptied', async () => {
    const { documentId } = await createDraft();
    const program = await withTokenOfType('full-access');
    for (const poster of [await createRow(), null]) {
      const { status } = await program.put(`/movies/${documentId}?status=draft`, {
        data: { poster },
      });
      expect(status).toBe(200);
    }
  });
});

describe('a file from a URL', () => {
  interface Fetching {
    fetchUrlToInputFile: (url: string, folder: string) => Promise<{ file: object }>;
  }

  const fetched = (content: Buffer): Fetching['fetchUrlToInputFile'] =>
    async function fetch(_url, folder) {
      const filepath = path.join(folder, 'fetched');
      await writeFile(filepath, content);
      const file = { filepath, originalFilename: 'a.png', mimetype: 'image/png' };
      return { file: { ...file, size: content.length } };
    };

  const fromUrl = async (content: Buffer): Promise<string> => {
    const admin = await withAdmin('strapi-super-admin');
    const service = strapi().plugin('upload').service<Fetching>('file');
    let text = '';
    await whileReplaced(service, { fetchUrlToInputFile: fetched(content) }, async () => {
      const urls = ['https://example.com/a.png'];
      ({ text } = await admin.post('/upload/actions/upload-from-urls', { urls }));
    });
    return text;
  };

  it('is checked and stored like any other', async () => {
    expect(await fromUrl(HTML)).toContain('is not a picture. JPEG, PNG');
    await expectNothingLeft();

    expect(await fromUrl(await picture())).toContain('file:complete');
    expect(await storedFiles()).toMatchObject([
      { name: 'a.png', placeholder: expect.stringContaining('data:image/webp') },
    ]);
  });
});

describe('the settings of the media library', () => {
  const ON = { sizeOptimization: true, responsiveDimensions: true, autoOrientation: true };

  it('say what is done with every picture, and refuse to turn it off', async () => {
    const admin = await withAdmin('strapi-super-admin');
    const { body } = await admin.get('/upload/settings');
    expect(body.data).toMatchObject(ON);

    const settings = { ...ON, aiMetadata: false, responsiveDimensions: false };
    const answer = await admin.put('/upload/settings', settings);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/^"Responsive friendly upload" cannot be turned off/);
    const { status } = await admin.put('/upload/settings', { ...ON, aiMetadata: false });
    expect(status).toBe(200);
  });
});

describe('the limit of uploads', () => {
  const LIMIT = 'plugin::upload.sizeLimit';
  const MEGABYTE = 1024 * 1024;
  const configured = strapi().config.get<number>(LIMIT);

  beforeEach(() => strapi().config.set(LIMIT, MEGABYTE));
  afterEach(() => strapi().config.set(LIMIT, configured));

  it('is the one that is configured', async () => {
    const content = Buffer.concat([await picture(), Buffer.alloc(MEGABYTE)]);
    const { status, body } = await sendFiles(await overRest(), [{ content }]);

    expect(status).toBe(413);
    expect(body.error.message).toMatch(/may have at most 1 MB/);
  });

  it('is for what is sent, not for what is made of it', async () => {
    const content = await noise(600, 400).jpeg({ quality: 50 }).toBuffer();
    strapi().config.set(LIMIT, content.length);
    const file = await store(await overRest(), { content });

    expect(file.size * 1000).toBeGreaterThan(content.length);
  });
});
