import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDatabase, databaseUrl, dropDatabase, killServers } from '../harness/server-process';
import { type S3Server, startS3Server } from '../harness/s3-server';
import { sqlOn, until } from '../harness';
import { picture } from './avatar-pictures';
import {
  BUCKET,
  downloads,
  s3Environment,
  SERVER_TIMEOUT_MS,
  type ShownFile,
  startStorageServer,
  type StorageServer,
} from './storage-server';

const DATABASE = 'reelbase_storage_s3_test';
const OTHER_BUCKET = 'reelbase-other';

jest.setTimeout(SERVER_TIMEOUT_MS);

let s3: S3Server;
let server: StorageServer;

const start = async (env: NodeJS.ProcessEnv = {}) => {
  server = await startStorageServer(DATABASE, s3Environment(s3, env));
};

const locations = async () =>
  (
    await sqlOn(databaseUrl(DATABASE))<{ provider_metadata: unknown }>(
      'SELECT provider_metadata FROM files ORDER BY id',
    )
  ).map(({ provider_metadata }) => provider_metadata);

const uploadOne = async (): Promise<ShownFile> => {
  const { status, body } = await server.upload(await picture());
  expect(status).toBe(201);
  const [file] = body;
  if (!file) throw new Error('Nothing was stored');
  return file;
};

beforeAll(async () => {
  await createDatabase(DATABASE);
  s3 = await startS3Server([BUCKET, OTHER_BUCKET]);
});

afterAll(async () => {
  killServers();
  await s3.stop();
  await dropDatabase(DATABASE);
});

describe('a private bucket without ACLs', () => {
  let file: ShownFile;

  beforeAll(async () => {
    await start({ S3_PREFIX: 'media/films' });
    file = await uploadOne();
  });

  afterAll(() => server.stop());

  it('gets the picture and its formats below the prefix, without an ACL', async () => {
    expect(await s3.keys(BUCKET)).toEqual([
      `media/films/${file.hash}.png`,
      `media/films/thumbnail_${file.hash}.png`,
    ]);
    const writes = s3.requests.filter(({ method }) => method === 'PUT');
    expect(writes).toHaveLength(2);
    for (const { headers } of writes) expect(headers).not.toHaveProperty('x-amz-acl');
  });

  it('shows files by signed addresses that download, and by nothing else', async () => {
    for (const url of [file.url, file.formats?.thumbnail?.url]) {
      expect(await downloads(url)).toBe(true);
      expect(await downloads(url?.split('?')[0])).toBe(false);
      expect(await downloads(url?.replace(/Signature=.{4}/, 'Signature=0000'))).toBe(false);
    }
  });

  it('remembers bucket and key with the file, and shows them to nobody', async () => {
    expect(await locations()).toEqual([{ bucket: BUCKET, key: `media/films/${file.hash}.png` }]);
    const { body } = await server.get<ShownFile[]>('/upload/files');
    expect(JSON.stringify([file, body])).not.toContain('provider_metadata');
    expect(JSON.stringify([file, body])).not.toContain('"bucket"');
  });

  describe('signs a movie’s poster', () => {
    let movie: string;

    beforeAll(async () => {
      const data = { title: 'Alien', poster: file.id };
      const { body } = await server.post<{ data: { documentId: string } }>('/movies?status=draft', {
        data,
      });
      movie = body.data.documentId;
    });

    const urlsOf = (poster: ShownFile) => [poster.url, poster.formats?.thumbnail?.url];

    it.each(['populate=poster', 'populate[poster][fields]=url&populate[poster][fields]=formats'])(
      'over REST with %s',
      async (query) => {
        const { body } = await server.get<{ data: { poster: ShownFile } }>(
          `/movies/${movie}?status=draft&${query}`,
        );
        for (const url of urlsOf(body.data.poster)) expect(await downloads(url)).toBe(true);
      },
    );

    it('where nothing but the address was asked for', async () => {
      const { body } = await server.get<{ data: { poster: object }[] }>(
        '/movies?status=draft&populate[poster][fields][0]=url',
      );
      const [{ poster } = { poster: {} }] = body.data;
      expect(Object.keys(poster).sort()).toEqual(
        expect.arrayContaining(['documentId', 'id', 'url']),
      );
      expect(poster).not.toHaveProperty('hash');
      expect(await downloads((poster as ShownFile).url)).toBe(true);
    });

    it('over GraphQL', async () => {
      const { movies } = await server.graphql<{ movies: { poster: ShownFile }[] }>(
        '{ movies(status: DRAFT) { poster { url formats } } }',
      );
      expect(movies).toHaveLength(1);
      for (const url of movies.flatMap(({ poster }) => urlsOf(poster))) {
        expect(await downloads(url)).toBe(true);
      }
    });

    it('in the admin panel', async () => {
      const { body } = await server.admin<{ data: { poster: ShownFile } }>(
        `/content-manager/collection-types/api::movie.movie/${movie}`,
      );
      for (const url of urlsOf(body.data.poster)) expect(await downloads(url)).toBe(true);
      const { body: library } = await server.admin<{ results: ShownFile[] }>('/upload/files');
      expect(await downloads(library.results[0]?.url)).toBe(true);
    });
  });

  it('signs the avatar at /users/me, over REST and GraphQL', async () => {
    const user = { username: 'ada', email: 'ada@storage.test', password: 'correct horse battery' };
    const { body } = await server.post<{ jwt: string }>('/auth/local/register', user);
    const ada = server.as(body.jwt);
    const sent = await ada.sendAvatar(await picture());
    const read = await ada.get<{ avatar: ShownFile }>('/users/me?populate=avatar');
    const { me } = await ada.graphql<{ me: { avatar: ShownFile } }>('{ me { avatar { url } } }');

    for (const { url } of [sent.body.avatar, read.body.avatar, me.avatar]) {
      expect(await downloads(url)).toBe(true);
    }
  });

  it('signs avatars where users are read', async () => {
    const user = { username: 'kim', email: 'kim@storage.test', password: 'correct horse battery' };
    const { jwt } = (await server.post<{ jwt: string }>('/auth/local/register', user)).body;
    await server.as(jwt).sendAvatar(await picture());
    const { body: users } = await server.get<{ id: number; avatar: ShownFile }[]>(
      '/users?populate=avatar&filters[username]=kim',
    );
    const { body: kim } = await server.get<{ avatar: ShownFile }>(
      `/users/${users[0]?.id}?populate=avatar`,
    );

    for (const avatar of [users[0]?.avatar, kim.avatar]) {
      expect(await downloads(avatar?.url)).toBe(true);
      expect(await downloads(avatar?.formats?.thumbnail?.url)).toBe(true);
    }
  });

  it('signs what lies deep in a published movie, and in favorites', async () => {
    const create = async (path: string, data: object) => {
      const { status, body } = await server.post<{ data: { documentId: string } }>(path, { data });
      expect({ status, body }).toEqual({
        status: 201,
        body: expect.objectContaining({ data: expect.anything() }),
      });
      return body.data.documentId;
    };

    const { body: countries } = await server.get<{ data: { documentId: string }[] }>(
      '/countries?filters[code]=GB',
    );
    const country = countries.data[0]?.documentId;
    const photos = [file.id];
    const person = await create('/people', {
      firstName: 'Ridley',
      lastName: 'Scott',
      country,
      photos,
    });
    const movie = await create('/movies?status=draft', { title: 'Alien' });
    const cast = { name: 'Dallas', role: 'leading', actor: person, movies: [movie] };
    const character = await create('/characters', cast);
    const data = { director: person, country, characters: [character], poster: file.id };
    expect((await server.put(`/movies/${movie}`, { data })).status).toBe(200);

    const { body } = await server.get<{
      data: { characters: { actor: { photos: ShownFile[]; primaryPhoto: ShownFile } }[] };
    }>(
      `/movies/${movie}?populate[characters][populate][actor][populate][0]=photos&populate[characters][populate][actor][populate][1]=primaryPhoto`,
    );
    const [{ actor } = { actor: { photos: [], primaryPhoto: undefined } }] = body.data.characters;
    expect(actor.photos).toHaveLength(1);
    for (const shown of [...actor.photos, actor.primaryPhoto]) {
      expect(await downloads(shown?.url)).toBe(true);
    }

    const user = { username: 'eve', email: 'eve@storage.test', password: 'correct horse battery' };
    const { jwt } = (await server.post<{ jwt: string }>('/auth/local/register', user)).body;
    const eve = server.as(jwt);
    await eve.graphql(`mutation { addFavorite(movie: "${movie}") { favorite } }`);
    const favorites = await eve.get<{ data: { movie: { poster: ShownFile } }[] }>(
      '/users/me/favorites?populate[movie][populate]=poster',
    );
    const { myFavorites } = await eve.graphql<{
      myFavorites: { movie: { poster: ShownFile } }[];
    }>('{ myFavorites { movie { poster { url } } } }');
    const posters = [...favorites.body.data, ...myFavorites].map((entry) => entry.movie.poster);
    expect(posters).toHaveLength(2);
    for (const { url } of posters) expect(await downloads(url)).toBe(true);
  });

  it('has its origin, and no other, in the content-security policy', async () => {
    const policy = (await fetch(`${server.url}/admin`)).headers.get('content-security-policy');
    expect(policy).toMatch(
      new RegExp(`img-src 'self' data: blob: https://market-assets.strapi.io ${s3.url};`),
    );
    expect(policy).toMatch(new RegExp(`media-src 'self' data: blob: ${s3.url};`));
    expect(policy).toMatch(new RegExp(`connect-src [^;]*${s3.url};`));
  });

  it('shows a file that is kept on the disk as before', async () => {
    const name = 'on-disk_0123456789.png';
    const onDisk = path.resolve(__dirname, '..', '..', 'public', 'uploads', name);
    await writeFile(onDisk, await picture());
    try {
      const [row] = await sqlOn(databaseUrl(DATABASE))<{ id: number }>(
        `INSERT INTO files (name, hash, ext, mime, provider, url, size)
         VALUES ('a.png', 'on-disk_0123456789', '.png', 'image/png', 'local', '/uploads/${name}', 1)
         RETURNING id`,
      );
      const { body } = await server.get<ShownFile>(`/upload/files/${row?.id}`);
      expect(body.url).toBe(`/uploads/${name}`);
      expect(await downloads(`${server.url}${body.url}`)).toBe(true);
    } finally {
      await rm(onDisk);
      await sqlOn(databaseUrl(DATABASE))(`DELETE FROM files WHERE provider = 'local'`);
    }
  });

  it('signs a file whose row does not know where it is', async () => {
    const update = (value: string) =>
      sqlOn(databaseUrl(DATABASE))(`UPDATE files SET provider_metadata = ${value}
        WHERE id = ${file.id}`);
    const at = JSON.stringify({ bucket: BUCKET, key: `media/films/${file.hash}.png` });
    await update('NULL');
    try {
      const { body } = await server.get<ShownFile>(`/upload/files/${file.id}`);
      expect(await downloads(body.url)).toBe(true);
      expect(await downloads(body.formats?.thumbnail?.url)).toBe(true);
    } finally {
      await update(`'${at}'`);
    }
    // A row that begins to know its place, or forgets it, has lost nothing.
    expect(
      await sqlOn(databaseUrl(DATABASE))(`SELECT key FROM deleted_objects
      WHERE provider = 'aws-s3'`),
    ).toEqual([]);
  });
});

describe('files that are there', () => {
  it('stay reachable, and are deleted where they are, when bucket and prefix change', async () => {
    await start({ S3_PREFIX: 'old', S3_BUCKET: OTHER_BUCKET });
    const old = await uploadOne();
    await server.stop();

    await start({ S3_PREFIX: 'new' });
    const { body } = await server.get<ShownFile>(`/upload/files/${old.id}`);
    expect(await downloads(body.url)).toBe(true);
    expect(await downloads(body.formats?.thumbnail?.url)).toBe(true);

    expect((await server.delete(`/upload/files/${old.id}`)).status).toBe(200);
    expect(await s3.keys(OTHER_BUCKET)).toEqual([]);
    await server.stop();
  });
});

describe('a signed address', () => {
  it('is refused when its time is over', async () => {
    await start({ S3_SIGNED_URL_SECONDS: '2' });
    const { url } = await uploadOne();
    expect(await downloads(url)).toBe(true);

    await until(async () => !(await downloads(url)), 10_000);
    await server.stop();
  });
});
