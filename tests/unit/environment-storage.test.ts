import { createObjects } from '../../src/storage/s3/objects';
import { mediaOrigins, s3Storage } from '../../config/environment/s3';
import { EnvironmentError, readSettings } from '../../config/environment';

const BUCKET = { S3_BUCKET: 'films', S3_REGION: 'eu-central-1' };

const problemsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('the variables of S3', () => {
  it.each([
    ['nothing, for files on the disk', {}],
    ['a bucket with the credentials of the machine', BUCKET],
    ['keys', { ...BUCKET, S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }],
    ['a public bucket', { ...BUCKET, S3_ACCESS: 'public', S3_ACL: 'public-read' }],
    [
      'a private bucket behind a CDN',
      {
        ...BUCKET,
        S3_ACCESS: 'public',
        S3_ACL: 'private',
        S3_PUBLIC_URL: 'https://cdn.example.com',
      },
    ],
  ])('may be %s', (_what, environment) => {
    expect(problemsOf(environment)).toEqual([]);
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [{ S3_ACCESS: 'private' }, 'S3_ACCESS needs S3_BUCKET, which is not set'],
    [{ S3_BUCKET: 'films' }, 'S3_REGION is not set'],
    [{ ...BUCKET, S3_ACCESS_KEY_ID: 'id' }, 'S3_SECRET_ACCESS_KEY is not set'],
    [{ ...BUCKET, S3_SECRET_ACCESS_KEY: 'secret' }, 'S3_ACCESS_KEY_ID is not set'],
    [{ ...BUCKET, S3_BUCKET: 'a b' }, 'S3_BUCKET must be the name of a bucket'],
    [{ ...BUCKET, S3_ENDPOINT: 's3.example.com' }, 'S3_ENDPOINT must be a URL'],
    [{ ...BUCKET, S3_PREFIX: 'media/../other' }, 'S3_PREFIX must be folders'],
    [{ ...BUCKET, S3_PREFIX: '..' }, 'S3_PREFIX must be folders'],
    [{ ...BUCKET, S3_PREFIX: 'media//films' }, 'S3_PREFIX must be folders'],
    [{ ...BUCKET, S3_ACL: 'public-read' }, 'S3_ACL must not be public-read unless'],
    [{ ...BUCKET, S3_ACL: 'private', S3_ACCESS: 'public' }, 'S3_ACL must not be private with'],
    [{ ...BUCKET, S3_PUBLIC_URL: 'https://cdn.example.com' }, 'S3_PUBLIC_URL needs S3_ACCESS'],
    [{ ...BUCKET, S3_SIGNED_URL_SECONDS: '0' }, 'S3_SIGNED_URL_SECONDS must be at least 1'],
    [{ ...BUCKET, S3_SIGNED_URL_SECONDS: '604801' }, 'S3_SIGNED_URL_SECONDS must be at most'],
    [
      { ...BUCKET, S3_ACCESS: 'public', S3_SIGNED_URL_SECONDS: '60' },
      'S3_SIGNED_URL_SECONDS needs S3_ACCESS=private',
    ],
    [{ ...BUCKET, S3_KMS_KEY_ID: 'key' }, 'S3_KMS_KEY_ID needs S3_ENCRYPTION=aws:kms'],
    [
      { ...BUCKET, S3_TIMEOUT_SECONDS: '10', S3_REQUEST_SECONDS: '9' },
      'S3_REQUEST_SECONDS must not be less than S3_TIMEOUT_SECONDS',
    ],
    [
      { ...BUCKET, S3_FORMER_ORIGINS: 'https://old.example.com/media' },
      'S3_FORMER_ORIGINS must be origins',
    ],
    [
      { ...BUCKET, S3_FORMER_ORIGINS: "https://old.example.com; script-src 'unsafe-inline'" },
      'S3_FORMER_ORIGINS must be origins',
    ],
    [{ ...BUCKET, S3_ENCRYPTION: 'rot13' }, 'S3_ENCRYPTION must be AES256 or aws:kms'],
  ])('are refused by name: %j', (environment, problem) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('never make a file public that was not to be', () => {
    const storage = s3Storage(readSettings(BUCKET));
    expect(storage).toMatchObject({ isPrivate: true });
    // Left out, the provider would take public-read.
    expect(storage?.provider.s3Options.params).toHaveProperty('ACL', undefined);
  });

  it('name former origins beside the present one', () => {
    const former = 'https://old.example.com, http://localhost:9000';
    const storage = s3Storage(readSettings({ ...BUCKET, S3_FORMER_ORIGINS: former }));
    expect(mediaOrigins(storage)).toEqual([
      'https://films.s3.eu-central-1.amazonaws.com',
      'https://old.example.com',
      'http://localhost:9000',
    ]);
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [BUCKET, 'https://films.s3.eu-central-1.amazonaws.com'],
    [{ ...BUCKET, S3_FORCE_PATH_STYLE: 'true' }, 'https://s3.eu-central-1.amazonaws.com'],
    [{ ...BUCKET, S3_BUCKET: 'my.films' }, 'https://s3.eu-central-1.amazonaws.com'],
    [{ ...BUCKET, S3_REGION: 'cn-north-1' }, 'https://films.s3.cn-north-1.amazonaws.com.cn'],
    [
      { ...BUCKET, S3_ENDPOINT: 'https://s3.example.com:9000' },
      'https://films.s3.example.com:9000',
    ],
    [
      { ...BUCKET, S3_ENDPOINT: 'https://s3.example.com/', S3_FORCE_PATH_STYLE: '1' },
      'https://s3.example.com',
    ],
    [
      { ...BUCKET, S3_ACCESS: 'public', S3_PUBLIC_URL: 'https://cdn.example.com/films/' },
      'https://cdn.example.com',
    ],
  ])('%j name the origin that the SDK signs for', async (environment, origin) => {
    const storage = s3Storage(readSettings(environment));
    if (!storage) throw new Error('There is no storage');
    expect(mediaOrigins(storage)).toEqual([origin]);
    if (!storage.isPrivate) return;

    const { provider } = storage;
    const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
    const objects = createObjects({
      ...storage,
      provider: { ...provider, s3Options: { ...provider.s3Options, credentials } },
    });
    const signed = await objects.sign({ bucket: storage.bucket, key: 'media/a.png' });
    expect(signed.split('?')[0]).toBe(`${storage.baseUrl}/media/a.png`);
  });
});
