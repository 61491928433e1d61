import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Connection } from '../../strapi-services';
import { uploadService } from '../../strapi-services/upload';
import type { ImageRecord } from '../records';
import { insertRows, type Row } from './rows';

/** Puts an image into the media library, like any upload. @returns the file's id */
const storeImage = async (strapi: Core.Strapi, image: ImageRecord): Promise<number> => {
  const { fileName, alternativeText } = image;
  // The upload service takes files from the disk only.
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-image-'));
  try {
    const content = await image.content();
    const filepath = path.join(folder, path.basename(fileName));
    await writeFile(filepath, content);
    const [file] = await uploadService(strapi).upload({
      data: { fileInfo: { alternativeText } },
      files: { filepath, originalFilename: fileName, size: content.byteLength },
    });
    if (!file) throw new Error(`The media library did not take ${fileName}`);
    return file.id;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** An image for one or more entries: both versions of a movie show the same file. */
export interface Attachment {
  image: ImageRecord | undefined;
  entries: readonly number[];
}

/** Stores images and attaches each to the given media fields of its entries. */
export const attachImages = async (
  strapi: Core.Strapi,
  trx: Connection,
  target: { type: string; fields: readonly string[] },
  attachments: readonly Attachment[],
): Promise<void> => {
  const rows: Row[] = [];
  for (const { image, entries } of attachments) {
    if (!image) continue;
    const file_id = await storeImage(strapi, image);
    for (const related_id of entries) {
      for (const field of target.fields) {
        rows.push({ file_id, related_id, related_type: target.type, field, order: 1 });
      }
    }
  }
  await insertRows(trx, 'files_related_mph', rows);
};
