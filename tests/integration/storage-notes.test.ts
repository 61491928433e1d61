import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql, strapi } from '../harness';
import { deleteNotedObjects, findNotedObjects } from '../../src/storage/deletions';
import { StorageError } from '../../src/storage/errors';
import { cleanUpAvatars, createRow, onDisk, provider, whileReplaced } from './avatar-storage';

const FORMAT = { hash: 'small_a_0123456789', ext: '.png', url: '/uploads/small.png' };

const note = (key: string, storage = 'local') =>
  sql('INSERT INTO deleted_objects (provider, bucket, key) VALUES ($1, $2, $3)', [
    storage,
    '',
    key,
  ]);
const noted = async () =>
  (await sql<{ key: string }>('SELECT key FROM deleted_objects ORDER BY key')).map(
    ({ key }) => key,
  );
const write = (name: string) =>
  writeFile(path.join(strapi().dirs.static.public, 'uploads', name), 'an object');

cleanUpAvatars();

afterEach(() => sql('DELETE FROM deleted_objects'));

describe('what is due', () => {
  const due = 'due_0123456789.png';

  it('is tried again regularly, unless another provider has it', async () => {
    await write(due);
    await note(due);
    await note('elsewhere_0123456789.png', 'aws-s3');
    const regular = strapi().cron.jobs.find(
      ({ name }) => name === 'delete objects of deleted files',
    );

    expect(regular?.job.nextInvocation()?.getTime()).toBeLessThanOrEqual(Date.now() + 300_000);
    await regular?.job.invoke();
    expect(await onDisk()).not.toContain(due);
    expect(await noted()).toEqual(['elsewhere_0123456789.png']);
  });

  it.each([
    ['a file', {}, 'a_0123456789.png'],
    ['a format', { formats: { small: FORMAT } }, `${FORMAT.hash}.png`],
  ])('stays when it belongs to %s again, and is not due any more', async (_what, data, key) => {
    await createRow({ hash: 'a_0123456789', ...data });
    await write(key);
    await note(key);
    const objects = await findNotedObjects(strapi());
    expect(await deleteNotedObjects(strapi(), objects)).toEqual({ deleted: [], failed: [] });
    expect(await onDisk()).toContain(key);
    expect(await noted()).toEqual([]);
  });

  it('is left for another time as soon as the storage is away', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `x_00000000${10 + index}.png`);
    for (const key of keys) await note(key);
    let tries = 0;
    const away = () => {
      tries += 1;
      return Promise.reject(new StorageError('unavailable'));
    };
    await whileReplaced(provider(), { delete: away }, async () => {
      const { failed } = await deleteNotedObjects(strapi(), await findNotedObjects(strapi()));
      expect(failed).toHaveLength(keys.length);
    });
    expect(tries).toBe(1);
    expect(await noted()).toEqual(keys);
  });
});

describe('the note of an object', () => {
  it('is made when a row loses it, and taken back when a row has it again', async () => {
    const id = await createRow({ hash: 'a_0123456789', formats: { small: FORMAT } });
    await sql(`UPDATE files SET formats = '{}' WHERE id = $1`, [id]);
    expect(await noted()).toEqual([`${FORMAT.hash}.png`]);
    await sql('UPDATE files SET formats = $1 WHERE id = $2', [
      JSON.stringify({ small: FORMAT }),
      id,
    ]);
    expect(await noted()).toEqual([]);
  });

  it('is not made when a row begins to know its place', async () => {
    const id = await createRow({ hash: 'a_0123456789' });
    await sql(`UPDATE files SET provider_metadata = '{"bucket": "b", "key": "k"}' WHERE id = $1`, [
      id,
    ]);
    expect(await noted()).toEqual([]);
  });
});
