import { sql, strapi } from '../harness';
import { cleanUpAvatars, createRow, files } from './avatar-storage';

interface Uploads {
  remove: (file: object) => Promise<unknown>;
}

cleanUpAvatars();

it('deleting a file still tells subscribers and lifecycles, and notes its objects in one commit', async () => {
  const id = await createRow({ hash: 'told' });
  const told: unknown[] = [];
  const stopEvents = strapi().eventHub.on(
    'media.delete',
    ({ media }: { media: { id: number } }) => {
      told.push(['event', media.id]);
      return Promise.resolve();
    },
  );
  const stopLifecycle = strapi().db.lifecycles.subscribe({
    models: ['plugin::upload.file'],
    afterDelete: ({ params }) => void told.push(['lifecycle', params.where]),
  });
  try {
    const { remove } = strapi().plugin('upload').service<Uploads>('upload');
    const file = (await files().findOne({ where: { id } })) as object;
    const rollback = strapi().db.transaction(async () => {
      await remove(file);
      throw new Error('rolled back');
    });
    await expect(rollback).rejects.toThrow('rolled back');
    expect(await files().count()).toBe(1);
    expect(await sql('SELECT key FROM deleted_objects')).toEqual([]);

    told.length = 0;
    await remove(file);
    expect(told).toEqual([
      ['event', id],
      ['lifecycle', { id }],
    ]);
    expect(await files().count()).toBe(0);
    expect(await sql('SELECT key FROM deleted_objects')).toEqual([]);
  } finally {
    stopEvents();
    stopLifecycle();
  }
});
