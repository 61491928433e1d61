import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AdminClient, type Client, strapi, withAdmin, withTokenOfType } from '../harness';
import type { StoredFile } from './avatar-storage';

/** Somebody who uploads files: a program over REST, or an administrator in the media library. */
export interface Door {
  client: Pick<Client | AdminClient, 'postForm'>;
  path: string;
}

export const overRest = async (): Promise<Door> => ({
  client: await withTokenOfType('full-access'),
  path: '/upload',
});

const inMediaLibrary = async (): Promise<Door> => ({
  client: await withAdmin('strapi-super-admin'),
  path: '/upload',
});

export const DOORS: [string, () => Promise<Door>][] = [
  ['REST', overRest],
  ['the media library', inMediaLibrary],
];

export interface Sent {
  content: Buffer;
  name?: string;
  type?: string;
}

/** Sends files as one form; `query` begins with `?`. */
export const sendFiles = ({ client, path: to }: Door, files: Sent[], query = '') => {
  const form = client.postForm(`${to}${query}`);
  for (const { content, name = 'picture.png', type = 'image/png' } of files) {
    void form.attach('files', content, { filename: name, contentType: type });
  }
  return form;
};

/** Uploads one picture, and gives its row. */
export const store = async (door: Door, file: Sent): Promise<StoredFile> => {
  const { status, body } = await sendFiles(door, [file]);
  expect({ status, error: (body as { error?: unknown }).error }).toEqual({
    status: 201,
    error: undefined,
  });
  return (body as [StoredFile])[0];
};

/** What is kept under the address of a file or of one of its formats. */
export const contentOf = ({ url }: { url: string }): Promise<Buffer> =>
  readFile(path.join(strapi().dirs.static.public, url));
