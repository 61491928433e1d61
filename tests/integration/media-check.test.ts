import { sqlOn, until } from '../harness';
import { createDatabase, databaseUrl, dropDatabase, killServers } from '../harness/server-process';
import { type S3Server, startS3Server } from '../harness/s3-server';
import { picture } from './avatar-pictures';
import { FOREIGN, ORPHAN, runMediaCheck } from './media-check-command';
import {
  BUCKET,
  s3Environment,
  SERVER_TIMEOUT_MS,
  startStorageServer,
  type StorageServer,
} from './storage-server';

const DATABASE = 'reelbase_media_check_test';

jest.setTimeout(SERVER_TIMEOUT_MS);

const sql = <Row>(text: string, values: unknown[] = []) =>
  sqlOn(databaseUrl(DATABASE))<Row>(text, values);

const mediaCheck = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  runMediaCheck({ database: DATABASE, env }, ...args);

beforeAll(() => createDatabase(DATABASE));

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

describe('media:check on S3', () => {
  let s3: S3Server;
  let server: StorageServer;
  let env: NodeJS.ProcessEnv;
  let kept: { id: number; hash: string };

  const objectsOf = ({ hash }: { hash: string }) => [
    `media/${hash}.png`,
    `media/thumbnail_${hash}.png`,
  ];

  beforeAll(async () => {
    s3 = await startS3Server([BUCKET]);
    env = s3Environment(s3, { S3_PREFIX: 'media' });
    server = await startStorageServer(DATABASE, env);
    const { body } = await server.upload(await picture(), await picture());
    const [first, second] = body;
    if (!first || !second) throw new Error('Nothing was stored');
    kept = first;
    // Becomes an object without a row, past everything that would notice.
    await sql('ALTER TABLE files DISABLE TRIGGER files_note_deleted_objects');
    await sql('DELETE FROM files WHERE id = $1', [second.id]);
    await sql('ALTER TABLE files ENABLE TRIGGER files_note_deleted_objects');
    await s3.put(BUCKET, ORPHAN, 'outside of the prefix');
    await s3.put(BUCKET, `media/${FOREIGN}`, 'not written by Strapi');
    await s3.put(BUCKET, `media/deeper/${ORPHAN}`, 'in a folder of its own');
    await server.stop();
  });

  afterAll(() => s3.stop());

  it('leaves alone what an upload may be writing just now', async () => {
    const { code, output } = await mediaCheck(env);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching('Nothing is wrong'),
    });
  });

  it('reports objects without a row, changes nothing, and fails', async () => {
    const before = await s3.keys(BUCKET);
    const { code, output } = await mediaCheck(env, '--min-age', '0');

    expect(code).toBe(1);
    expect(output.match(/without a file: /g)).toHaveLength(2);
    expect(output).toMatch('Run it with --fix');
    expect(await s3.keys(BUCKET)).toEqual(before);
  });

  it('deletes them with --fix, and nothing else', async () => {
    const { code, output } = await mediaCheck(env, '--fix', '--min-age', '0');

    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching('2 objects deleted'),
    });
    expect(await s3.keys(BUCKET)).toEqual(
      [...objectsOf(kept), `media/${FOREIGN}`, `media/deeper/${ORPHAN}`, ORPHAN].sort(),
    );
  });

  it('reports rows without their object, and keeps them with --fix', async () => {
    await s3.remove(BUCKET, `media/thumbnail_${kept.hash}.png`);
    const { code, output } = await mediaCheck(env, '--fix', '--min-age', '0');

    expect(code).toBe(1);
    expect(output).toMatch(
      `missing: ${BUCKET}/media/thumbnail_${kept.hash}.png of file ${kept.id}, "picture-0.png"`,
    );
    expect(await sql('SELECT id FROM files')).toEqual([{ id: kept.id }]);
  });

  it('reports what is still to be deleted, and deletes it with --fix only', async () => {
    const due = 'media/due_0123456789.png';
    await s3.put(BUCKET, due, 'of a deleted file');
    await sql(`INSERT INTO deleted_objects (provider, bucket, key) VALUES ('aws-s3', $1, $2)`, [
      BUCKET,
      due,
    ]);
    const { code, output } = await mediaCheck(env, '--min-age', '0');
    expect(code).toBe(1);
    expect(output).toMatch(`still to be deleted: ${BUCKET}/${due}`);
    expect(output).not.toMatch('without a file');
    expect(await s3.keys(BUCKET)).toContain(due);

    expect((await mediaCheck(env, '--fix', '--min-age', '0')).output).toMatch('1 object deleted');
    expect(await s3.keys(BUCKET)).not.toContain(due);
    expect(await sql('SELECT key FROM deleted_objects')).toEqual([]);
  });

  it('drops the note of an object that a file has, and keeps the object', async () => {
    await sql(
      `INSERT INTO deleted_objects (provider, bucket, key)
       SELECT 'aws-s3', provider_metadata ->> 'bucket', provider_metadata ->> 'key' FROM files`,
    );
    const { output } = await mediaCheck(env, '--fix', '--min-age', '0');
    expect(output).toMatch('0 objects deleted');
    expect(await s3.keys(BUCKET)).toContain(`media/${kept.hash}.png`);
    expect(await sql('SELECT key FROM deleted_objects')).toEqual([]);
  });

  it('reports what it may not look at, and repairs the rest', async () => {
    const orphan = `media/${ORPHAN}`;
    await s3.put(BUCKET, orphan, 'without a row');
    await sql(`INSERT INTO files (name, hash, ext, mime, provider, url, size, provider_metadata)
      VALUES ('old.png', 'old_0123456789', '.png', 'image/png', 'aws-s3', '/old.png', 1,
        '{"bucket": "former-bucket", "key": "old_0123456789.png"}')`);
    s3.decide(({ path: target }) => (target.startsWith('/former-bucket') ? 'deny' : 'pass'));
    const { code, output } = await mediaCheck(env, '--fix', '--min-age', '0');
    s3.decide(() => 'pass');

    expect(code).toBe(1);
    expect(output).toMatch(/cannot be looked up: former-bucket\/old_0123456789\.png of file \d+/);
    expect(output).toMatch('1 object deleted');
    expect(await s3.keys(BUCKET)).not.toContain(orphan);
    await sql(`ALTER TABLE files DISABLE TRIGGER files_note_deleted_objects`);
    await sql(`DELETE FROM files WHERE name = 'old.png'`);
    await sql(`ALTER TABLE files ENABLE TRIGGER files_note_deleted_objects`);
  });

  it('finds what is missing where only lists tell it', async () => {
    s3.decide(({ method }) => (method === 'HEAD' ? 'deny' : 'pass'));
    const { output } = await mediaCheck(env, '--min-age', '0');
    s3.decide(() => 'pass');
    expect(output).toMatch(`missing: ${BUCKET}/media/thumbnail_${kept.hash}.png`);
    expect(output).not.toMatch('cannot be looked up');
  });

  it('finds the files of another prefix where they are', async () => {
    const { output } = await mediaCheck({ ...env, S3_PREFIX: 'other' }, '--min-age', '0');
    expect(output.match(/missing: /g)).toHaveLength(1);
    expect(output).not.toMatch('without a file');
  });

  it('finds what a server leaves that is killed between object and row', async () => {
    const before = await s3.keys(BUCKET);
    const killed = await startStorageServer(DATABASE, env);
    s3.decide(({ method, path: target }) =>
      method === 'PUT' && target.includes('thumbnail_') ? 'hang' : 'pass',
    );
    const upload = killed.upload(await picture()).catch(() => 'no answer');
    await until(async () => (await s3.keys(BUCKET)).length > before.length);
    const left = (await s3.keys(BUCKET)).find((key) => !before.includes(key));
    killed.child.kill('SIGKILL');
    expect(await upload).toBe('no answer');
    s3.decide(() => 'pass');

    const { output } = await mediaCheck(env, '--fix', '--min-age', '0');
    expect(output).toMatch(`without a file: ${BUCKET}/${left}`);
    expect(await s3.keys(BUCKET)).not.toContain(left);
  });

  it('knows where a file is whose row does not say so', async () => {
    await sql('UPDATE files SET provider_metadata = NULL');
    const { output } = await mediaCheck(env, '--min-age', '0');
    expect(output.match(/missing: /g)).toHaveLength(1);
    expect(output).not.toMatch('without a file');
  });

  it('says so when the storage cannot be read', async () => {
    await s3.goAway();
    try {
      const { code, output } = await mediaCheck(env);
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching('The file storage cannot be reached'),
      });
    } finally {
      await s3.comeBack();
    }
  });
});
