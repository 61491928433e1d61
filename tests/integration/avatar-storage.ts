import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clearCatalogue, type Client, strapi, withAdmin, withUser } from '../harness';
import { picture } from './avatar-pictures';

export const USER = 'plugin::users-permissions.user';
export interface StoredFile {
  id: number;
  name: string;
  hash: string;
  ext: string;
  mime: string;
  url: string;
  size: number;
  width: number;
  height: number;
  placeholder: string | null;
  formats: Record<string, { url: string; width: number; height: number }> | null;
}

export const files = () => strapi().db.query('plugin::upload.file');

export const storedFiles = async (): Promise<StoredFile[]> =>
  (await files().findMany({ orderBy: { id: 'asc' } })) as StoredFile[];

/** The names of what is kept on disk, thumbnails included. */
export const onDisk = (): Promise<string[]> =>
  readdir(path.join(strapi().dirs.static.public, 'uploads'));

/** What is on disk when these files are there, and nothing else. */
export const namesOf = (stored: StoredFile[]): string[] =>
  stored
    .flatMap(({ url, formats }) => [
      url,
      ...Object.values(formats ?? {}).map((format) => format.url),
    ])
    .map((url) => path.basename(url))
    .sort();

/** Temporary files of forms, as the parser calls them, and folders of uploads. */
export const temporaryFiles = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) =>
    /^[a-z][a-z0-9]{24}$|^(strapi-upload|reelbase-pictures)-/.test(name),
  );

export const waitFor = async (check: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error('The condition has not come about');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const send = (client: Client, content: Buffer, name = 'me.png', type = 'image/png') =>
  client
    .putForm('/users/me/avatar')
    .attach('avatar', content, { filename: name, contentType: type });

export const idOf = async (client: Client): Promise<number> =>
  ((await client.get('/users/me')).body as { id: number }).id;

export const avatarOf = async (client: Client): Promise<StoredFile | null> =>
  ((await client.get('/users/me?populate=avatar')).body as { avatar: StoredFile | null }).avatar;

/** A user with an avatar. */
export const withAvatar = async (): Promise<Client> => {
  const client = await withUser();
  const { status } = await send(client, await picture());
  expect(status).toBe(200);
  return client;
};

export const expectNothingLeft = async (): Promise<void> => {
  expect(await storedFiles()).toEqual([]);
  expect(await onDisk()).toEqual([]);
};

export const createRow = async (data: object = {}): Promise<number> => {
  const row = { name: 'x.png', hash: 'x', ext: '.png', mime: 'image/png', size: 1 };
  const file = await files().create({
    data: { ...row, url: '/uploads/x.png', provider: 'local', ...data },
  });
  return (file as { id: number }).id;
};

export const adminId = async (): Promise<number> => {
  await withAdmin('strapi-editor');
  const admin = await strapi()
    .db.query('admin::user')
    .findOne({ orderBy: { id: 'desc' } });
  return (admin as { id: number }).id;
};

export const giveAvatar = (client: Client, avatar: number) =>
  idOf(client).then((id) => strapi().db.query(USER).update({ where: { id }, data: { avatar } }));

/** Runs `check` while a function of a service or provider is another one. */
export const whileReplaced = async <Target extends object>(
  target: Target,
  replacement: Partial<Target>,
  check: () => Promise<void>,
): Promise<void> => {
  const originals = Object.fromEntries(
    Object.keys(replacement).map((key) => [key, target[key as keyof Target]]),
  );
  Object.assign(target, replacement);
  try {
    await check();
  } finally {
    Object.assign(target, originals);
  }
};

export interface Provider {
  uploadStream: (file: { hash: string }) => Promise<unknown>;
  delete: (file: object) => Promise<unknown>;
  isPrivate: () => Promise<boolean> | boolean;
  getSignedUrl: (file: { url: string }) => Promise<{ url: string }>;
}

export const provider = (): Provider =>
  (strapi().plugin('upload') as unknown as { provider: Provider }).provider;

let temporaryBefore: string[] = [];

/** Call it at the top of a test file: removes after each test what avatars leave, files included. */
export const cleanUpAvatars = (): void => {
  beforeAll(async () => {
    temporaryBefore = await temporaryFiles();
  });

  afterEach(async () => {
    const upload = strapi()
      .plugin('upload')
      .service<{ remove: (file: object) => Promise<unknown> }>('upload');
    for (const file of await storedFiles()) await upload.remove(file);
    await clearCatalogue();
    // The answer comes first: temporary files are removed when it has been made.
    await waitFor(async () =>
      (await temporaryFiles()).every((name) => temporaryBefore.includes(name)),
    );
  });
};
