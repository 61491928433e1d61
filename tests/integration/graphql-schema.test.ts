import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { strapi } from '../harness';

const PROJECT = path.resolve(__dirname, '..', '..');

it('schema.graphql is as the API is now; if not, run "npm run schema"', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-schema-'));
  try {
    const file = path.join(folder, 'schema.graphql');
    const command = path.join(strapi().dirs.dist.root, 'src', 'cli', 'graphql-schema.js');
    await promisify(execFile)(process.execPath, [command, file], { cwd: PROJECT });

    const [checkedIn, generated] = await Promise.all(
      [path.join(PROJECT, 'schema.graphql'), file].map((name) => readFile(name, 'utf8')),
    );
    expect(checkedIn).toBe(generated);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
