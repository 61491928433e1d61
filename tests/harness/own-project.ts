import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '..', '..');

/** What a running application writes to; the rest is shared. */
const WRITTEN = new Set(['public', 'data', '.tmp', '.env', '.strapi-updater.json']);

export interface OwnProject {
  folder: string;
  uploads: string;
  remove: () => Promise<void>;
}

/** The project in a temporary folder, with uploads and data of its own: what runs there leaves no trace. */
export const createOwnProject = async (): Promise<OwnProject> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-project-'));
  // As root, PostgreSQL runs as another user, who has to reach its data.
  await chmod(folder, 0o755);
  for (const entry of await readdir(PROJECT)) {
    if (!WRITTEN.has(entry)) await symlink(path.join(PROJECT, entry), path.join(folder, entry));
  }
  const uploads = path.join(folder, 'public', 'uploads');
  await mkdir(uploads, { recursive: true });
  for (const entry of await readdir(path.join(PROJECT, 'public'))) {
    const target = path.join(PROJECT, 'public', entry);
    if (entry !== 'uploads') await symlink(target, path.join(folder, 'public', entry));
  }
  return { folder, uploads, remove: () => rm(folder, { recursive: true, force: true }) };
};
