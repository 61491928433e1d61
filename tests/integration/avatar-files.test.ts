import { createMovie } from '../factories';
import { sql, strapi, withAdmin, withApiToken, withUser, type Client } from '../harness';
import { picture } from './avatar-pictures';
import {
  cleanUpAvatars,
  USER,
  type StoredFile,
  files,
  storedFiles,
  onDisk,
  namesOf,
  waitFor,
  send,
  idOf,
  avatarOf,
  withAvatar,
  createRow,
  adminId,
  giveAvatar,
  whileReplaced,
  provider,
} from './avatar-storage';

cleanUpAvatars();

describe('an upload that fails leaves nothing behind', () => {
  const expectFailure = async (client: Client) => {
    const before = await avatarOf(client);
    const stored = await storedFiles();
    expect((await send(client, await picture())).status).toBe(500);
    expect(await avatarOf(client)).toEqual(before);
    expect(await storedFiles()).toEqual(stored);
    expect((await onDisk()).sort()).toEqual(namesOf(stored));
  };

  it('when storage takes the picture and not its thumbnail', async () => {
    const client = await withAvatar();
    const { uploadStream } = provider();
    await whileReplaced(
      provider(),
      {
        uploadStream: (file) =>
          file.hash.startsWith('thumbnail_')
            ? Promise.reject(new Error('storage is full'))
            : uploadStream(file),
      },
      () => expectFailure(client),
    );
  });

  it.each([
    ['its row cannot be stored', 'files', 'INSERT'],
    ['it cannot be given to the user', 'files_related_mph', 'INSERT'],
  ])('when %s', async (_when, table, event) => {
    const client = await withAvatar();
    const { connection } = strapi().db;
    await connection.raw(`
      CREATE FUNCTION refuse_write() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RAISE EXCEPTION ''refused by a test''; END';
      CREATE TRIGGER refuse_write BEFORE ${event} ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_write();`);
    try {
      await expectFailure(client);
    } finally {
      await connection.raw('DROP FUNCTION refuse_write CASCADE');
    }
  });

  it('while a file that storage does not delete does not stop the next one', async () => {
    const client = await withAvatar();
    await whileReplaced(
      provider(),
      { delete: () => Promise.reject(new Error('storage is down')) },
      async () => {
        const { status, body } = await send(client, await picture('jpeg'));
        expect({ status, mime: body.avatar.mime }).toEqual({ status: 200, mime: 'image/jpeg' });
      },
    );
    const stored = await storedFiles();
    expect(stored).toHaveLength(1);
    const noted = await sql<{ key: string }>('DELETE FROM deleted_objects RETURNING key');
    expect([...noted.map(({ key }) => key), ...namesOf(stored)].sort()).toEqual(
      (await onDisk()).sort(),
    );
    for (const { key } of noted) await provider().delete({ hash: key, ext: '' });
  });
});

describe('the file of an avatar that is replaced stays', () => {
  it('when something else uses it', async () => {
    const client = await withAvatar();
    const avatar = await avatarOf(client);
    const { documentId } = await createMovie({ poster: avatar?.id });
    await send(client, await picture());

    const movie = await strapi()
      .documents('api::movie.movie')
      .findOne({ documentId, populate: ['poster'] });
    expect(movie?.poster).toMatchObject({ id: avatar?.id });
    expect(await storedFiles()).toHaveLength(2);
  });

  it('when an administrator has put it into the media library', async () => {
    const client = await withUser();
    const file = await createRow({ createdBy: await adminId() });
    await giveAvatar(client, file);
    await client.delete('/users/me/avatar');

    expect((await storedFiles()).map(({ id }) => id)).toEqual([file]);
  });
});

describe('the avatar of a deleted user', () => {
  const documentIdOf = async (client: Client): Promise<string> =>
    ((await client.get('/users/me')).body as { documentId: string }).documentId;

  const DOORS: [string, (one: Client, all: Client[]) => Promise<unknown>][] = [
    [
      'the admin panel',
      async (client) => {
        const documentId = await documentIdOf(client);
        const admin = await withAdmin('strapi-super-admin');
        const answer = await admin.delete(
          `/content-manager/collection-types/${USER}/${documentId}`,
        );
        expect(answer.status).toBe(200);
      },
    ],
    [
      'bulk deletion in the admin panel',
      async (_one, clients) => {
        const documentIds = await Promise.all(clients.map(documentIdOf));
        const admin = await withAdmin('strapi-super-admin');
        const path = `/content-manager/collection-types/${USER}/actions/bulkDelete`;
        expect((await admin.post(path, { documentIds })).status).toBe(200);
      },
    ],
    [
      'REST',
      async (client) => {
        const program = await withApiToken([`${USER}.destroy`]);
        expect((await program.delete(`/users/${await idOf(client)}`)).status).toBe(200);
      },
    ],
    [
      'GraphQL',
      async (client) => {
        const program = await withApiToken([`${USER}.destroy`]);
        const { errors } = await program.graphql(
          'mutation ($id: ID!) { deleteUsersPermissionsUser(id: $id) { data { username } } }',
          { id: await idOf(client) },
        );
        expect(errors).toBeUndefined();
      },
    ],
    [
      'the document service',
      async (client) =>
        strapi()
          .documents(USER)
          .delete({ documentId: await documentIdOf(client) }),
    ],
    ['a query', () => strapi().db.query(USER).deleteMany({ where: {} })],
  ];

  it.each(DOORS)('goes with the user, deleted by %s', async (_door, remove) => {
    const [one, two] = [await withAvatar(), await withAvatar()];
    await remove(one, [one, two]);

    const remaining = await strapi()
      .db.query(USER)
      .findMany({ populate: ['avatar'] });
    expect(remaining.length).toBeLessThan(2);
    await waitFor(async () => (await storedFiles()).length === remaining.length);
    // The row goes first, what is on the disk after the commit.
    const expected = namesOf(await storedFiles());
    await waitFor(async () => (await onDisk()).sort().join() === expected.join());
    expect((await storedFiles()).map(({ id }) => id)).toEqual(
      remaining.map(({ avatar }: { avatar: StoredFile }) => avatar.id),
    );
  });

  it('stays when something else uses it, or an administrator has put it there', async () => {
    const client = await withAvatar();
    const poster = (await avatarOf(client))?.id;
    await createMovie({ poster });
    const other = await withUser();
    const kept = await createRow({ createdBy: await adminId() });
    await giveAvatar(other, kept);
    for (const documentId of [await documentIdOf(client), await documentIdOf(other)]) {
      await strapi().documents(USER).delete({ documentId });
    }
    // Removed in this order, so that what was to go is gone when the last one is.
    const last = await withAvatar();
    const gone = (await avatarOf(last))?.id;
    await strapi()
      .documents(USER)
      .delete({ documentId: await documentIdOf(last) });
    await waitFor(async () => (await files().count({ where: { id: gone } })) === 0);

    expect((await storedFiles()).map(({ id }) => id)).toEqual([poster, kept]);
  });

  it('stays when the deletion is undone', async () => {
    const client = await withAvatar();
    const documentId = await documentIdOf(client);
    const undone = strapi().db.transaction(async () => {
      await strapi().documents(USER).delete({ documentId });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');

    expect(await avatarOf(client)).not.toBeNull();
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });
});
