import type { Core } from '@strapi/strapi';
import DataLoader from 'dataloader';
import type { S3Storage } from '../../config/environment/s3';
import { type FileRow, fileService, mediaProvider } from '../strapi-services/media-storage';
import { formatLocation, locationOf } from './location';

/** What the upload plugin calls its provider for S3, in the rows of its files. */
const S3 = 'aws-s3';

type Whereabouts = Pick<FileRow, 'id' | 'provider' | 'hash' | 'ext' | 'provider_metadata'>;

const WHEREABOUTS = ['id', 'provider', 'hash', 'ext', 'provider_metadata'] as const;

/** Of the files of one answer that lack them, because the client has selected other fields. */
const createLoader = (strapi: Core.Strapi) =>
  new DataLoader<number, Whereabouts | undefined>(
    async (ids) => {
      const rows = (await strapi.db
        .query('plugin::upload.file')
        .findMany({ where: { id: { $in: ids } }, select: [...WHEREABOUTS] })) as Whereabouts[];
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id));
    },
    { cache: false },
  );

const isComplete = (file: FileRow): boolean => WHEREABOUTS.every((field) => field in file);

/**
 * Signs the addresses of files by where they are, also when a client has selected nothing but the
 * address. Strapi signs what its provider finds in the configured folder, and only files of which it
 * has all fields.
 */
export const signByLocation = (strapi: Core.Strapi, storage: S3Storage): void => {
  const loader = createLoader(strapi);
  const sign = async (file: Parameters<ReturnType<typeof mediaProvider>['getSignedUrl']>[0]) =>
    (await mediaProvider(strapi).getSignedUrl(file)).url;

  const signed = async (file: FileRow, found: Whereabouts): Promise<FileRow> => {
    const location = locationOf(storage, found);
    const formats = Object.entries(file.formats ?? {}).map(async ([name, format]) => [
      name,
      typeof format.hash === 'string'
        ? {
            ...format,
            url: await sign({ ...format, provider_metadata: formatLocation(location, format) }),
          }
        : format,
    ]);
    return {
      ...file,
      isUrlSigned: true,
      ...('url' in file
        ? { url: await sign({ ...found, url: file.url, provider_metadata: location }) }
        : {}),
      ...(file.formats
        ? { formats: Object.fromEntries(await Promise.all(formats)) as FileRow['formats'] }
        : {}),
    };
  };

  fileService(strapi).signFileUrls = async (file) => {
    file.isUrlSigned = false;
    if (!storage.isPrivate) return file;
    const found = isComplete(file) ? file : await loader.load(file.id);
    return found?.provider === S3 ? signed(file, found) : file;
  };
};
