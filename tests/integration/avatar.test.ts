import path from 'node:path';
import { anonymous, strapi, withUser } from '../harness';
import { FORMAT_NAMES, FORMATS, picture, pictureOfSize } from './avatar-pictures';
import {
  cleanUpAvatars,
  files,
  storedFiles,
  onDisk,
  namesOf,
  send,
  idOf,
  avatarOf,
  withAvatar,
  expectNothingLeft,
  whileReplaced,
  provider,
} from './avatar-storage';

const MEGABYTE = 1024 * 1024;

cleanUpAvatars();

describe('an avatar', () => {
  it.each(FORMAT_NAMES)(
    'may be a picture of the kind %s, and is stored as what it is',
    async (format) => {
      const client = await withUser();
      const { status, body } = await send(client, await picture(format), 'photo.txt', 'text/html');

      expect(status).toBe(200);
      const { mime, ext } = FORMATS[format];
      expect(body.avatar).toMatchObject({ mime, ext, name: `photo${ext}` });
      expect(body).toMatchObject({ id: await idOf(client) });
      expect(body).not.toHaveProperty('password');
      const served = await anonymous().get(`/../${body.avatar.url}`.replace('//', '/'));
      expect(served.headers['content-type']).toBe(mime);
      expect(await onDisk()).toEqual(namesOf(await storedFiles()));
    },
  );

  it('belongs to the caller and to nothing else, and to no administrator', async () => {
    const other = await withUser();
    const client = await withAvatar();
    const [file] = await files().findMany({ populate: ['related', 'createdBy'] });

    expect(file).toMatchObject({ related: [{ id: await idOf(client) }], createdBy: null });
    expect(file.related).toHaveLength(1);
    expect(await avatarOf(other)).toBeNull();
  });

  it('takes the place of the one before, which is removed', async () => {
    const client = await withAvatar();
    const before = await avatarOf(client);
    const { body } = await send(client, await picture('jpeg'));

    expect(body.avatar.id).not.toBe(before?.id);
    const stored = await storedFiles();
    expect(stored.map(({ id }) => id)).toEqual([body.avatar.id]);
    expect((await onDisk()).sort()).toEqual(namesOf(stored));
  });

  it('is one in the end, however many are sent at once', async () => {
    const client = await withUser();
    const content = await picture();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => send(client, content, `${index}.png`)),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const stored = await storedFiles();
    expect(stored.map(({ id }) => id)).toEqual([(await avatarOf(client))?.id]);
    expect((await onDisk()).sort()).toEqual(namesOf(stored));
  });

  it('is taken away, again and again', async () => {
    const client = await withAvatar();
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await client.delete('/users/me/avatar');
      expect({ status, avatar: body.avatar }).toEqual({ status: 200, avatar: null });
      await expectNothingLeft();
    }
  });

  it('and its being taken away at once leave all or nothing', async () => {
    const client = await withAvatar();
    const content = await picture();
    await Promise.all([
      send(client, content),
      client.delete('/users/me/avatar'),
      send(client, content),
      client.delete('/users/me/avatar'),
    ]);

    const avatar = await avatarOf(client);
    const stored = await storedFiles();
    expect(stored.map(({ id }) => id)).toEqual(avatar ? [avatar.id] : []);
    expect((await onDisk()).sort()).toEqual(namesOf(stored));
  });

  it.each([
    ['../../etc/passwd.png', 'passwd.png'],
    ['C:\\pictures\\me.jpeg', 'me.png'],
    ['<script>"x"</script>.html', 'script.png'],
    ['портрет моей бабушки.jpg', 'портрет-моей-бабушки.png'],
    ['我的照片', '我的照片.png'],
    [`${'é&'.repeat(300)}.png`, /^(é-){1,20}é?\.png$/],
    ['щ'.repeat(250), `${'щ'.repeat(40)}.png`],
    ['﷽﷽﷽﷽', /^[\p{L}\p{M}-]{1,40}\.png$/u],
    ['..', 'picture.png'],
    ['.png', 'picture.png'],
    ['con', 'con.png'],
    ['evil\u202Egnp.exe', 'evil-gnp.png'],
  ])('called %j is given a harmless name', async (name, expected) => {
    const client = await withUser();
    const { status, body } = await send(client, await picture(), encodeURIComponent(name));
    // The name as it was meant: supertest writes it as it is, without RFC 5987.
    const { body: raw } = await send(client, await picture(), name);

    expect(status).toBe(200);
    expect(body.avatar.name).toMatch(/^[\p{L}\p{N}_-]{1,40}\.png$/u);
    if (typeof expected === 'string') expect(raw.avatar.name).toBe(expected);
    else expect(raw.avatar.name).toMatch(expected);
    expect(path.basename(raw.avatar.url)).toMatch(/^[A-Za-z0-9_.-]{1,255}$/);
    expect(await onDisk()).toHaveLength(namesOf(await storedFiles()).length);
  });

  it('may have 5 MB', async () => {
    const client = await withUser();

    expect((await send(client, await pictureOfSize(5 * MEGABYTE))).status).toBe(200);
  });
});

describe('the address of an avatar', () => {
  const SIGNED = '?signature=1';

  /** Strapi registers the signing of documents at boot, and only for providers that are private. */
  const whileStorageIsPrivate = async (check: () => Promise<void>): Promise<void> => {
    const { documents } = strapi();
    let stopSigning: (() => void) | undefined;
    const { use } = documents;
    await whileReplaced(
      provider(),
      {
        isPrivate: () => true,
        getSignedUrl: ({ url }) => Promise.resolve({ url: `${url.split('?')[0] ?? ''}${SIGNED}` }),
      },
      async () => {
        await whileReplaced(
          documents,
          {
            use: (middleware) => {
              stopSigning = use(middleware) as unknown as () => void;
              return documents;
            },
          },
          () =>
            strapi()
              .plugin('upload')
              .service<{ signFileUrlsOnDocumentService: () => Promise<void> }>('extensions')
              .signFileUrlsOnDocumentService(),
        );
        try {
          await check();
        } finally {
          stopSigning?.();
        }
      },
    );
  };

  it('is signed where storage is private, over REST and GraphQL', async () => {
    const client = await withUser();
    await whileStorageIsPrivate(async () => {
      const { body } = await send(client, await picture());
      expect(body.avatar.url).toMatch(/\.png\?signature=1$/);
      expect(body.avatar.formats.thumbnail.url).toMatch(/\.png\?signature=1$/);

      const { body: read } = await client.get('/users/me?populate=avatar');
      expect(read.avatar.url).toBe(body.avatar.url);
      const { body: changed } = await client.put('/users/me?populate=avatar', { firstName: 'A' });
      expect(changed.avatar.url).toBe(body.avatar.url);
      const { data } = await client.graphql('{ me { avatar { url } } }');
      expect(data).toEqual({ me: { avatar: { url: body.avatar.url } } });
    });

    expect((await avatarOf(client))?.url).toMatch(/\.png$/);
  });
});

describe('an avatar over GraphQL', () => {
  it('is read and taken away', async () => {
    const client = await withAvatar();
    const { data } = await client.graphql('{ me { avatar { name mime url } } }');
    expect(data?.me).toEqual({
      avatar: { name: 'me.png', mime: 'image/png', url: (await avatarOf(client))?.url },
    });

    const { data: removed } = await client.graphql(
      'mutation { deleteMyAvatar { username avatar { url } } }',
    );
    expect(removed?.deleteMyAvatar).toMatchObject({ avatar: null });
    await expectNothingLeft();
  });
});
