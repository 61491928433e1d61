import { z } from 'zod';
import { count, flag, httpUrl } from './values';

/** One or more folders; characters that need no encoding in a URL. */
const PREFIX = /^\/*(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*\/*$/;

/** Signature version 4 knows nothing longer. */
const MAX_SIGNED_URL_SECONDS = 604_800;

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

const withoutOuterSlashes = (text: string): string => text.replace(/^\/+|\/+$/g, '');

/** Where uploaded files are kept. `.env.example` describes them; `s3.ts` has defaults. */
export const storageShape = {
  S3_BUCKET: z
    .string()
    .regex(
      /^[\w.-]{3,63}$/,
      'must be the name of a bucket: 3 to 63 letters, digits, dots and hyphens',
    )
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/, 'must be a region like eu-central-1')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_FORCE_PATH_STYLE: flag.optional(),
  S3_PREFIX: z
    .string()
    .regex(PREFIX, 'must be folders like media/reelbase, of letters, digits, ".", "-" and "_"')
    .transform(withoutOuterSlashes)
    .optional(),
  S3_ACCESS: z.enum(['private', 'public'], 'must be private or public').optional(),
  S3_ACL: z
    .enum(['none', 'private', 'public-read'], 'must be none, private or public-read')
    .optional(),
  S3_SIGNED_URL_SECONDS: count
    .min(1, 'must be at least 1')
    .max(MAX_SIGNED_URL_SECONDS, `must be at most ${MAX_SIGNED_URL_SECONDS}, seven days`)
    .optional(),
  S3_PUBLIC_URL: httpUrl
    .refine((url) => !/[?#]/.test(url), 'must not have a query or fragment')
    .optional(),
  S3_FORMER_ORIGINS: z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins like https://media.example.com, without a path, separated by commas',
    )
    .optional(),
  S3_ENCRYPTION: z.enum(['AES256', 'aws:kms'], 'must be AES256 or aws:kms').optional(),
  S3_KMS_KEY_ID: z.string().optional(),
  S3_TIMEOUT_SECONDS: count.min(1, 'must be at least 1').max(60, 'must be at most 60').optional(),
  S3_REQUEST_SECONDS: count.min(1, 'must be at least 1').max(600, 'must be at most 600').optional(),
};

type StorageSettings = z.infer<z.ZodObject<typeof storageShape>>;
type Name = keyof StorageSettings;
type Problem = [applies: boolean, name: Name, problem: string];

const NAMES = Object.keys(storageShape) as Name[];

const withoutBucket = (settings: StorageSettings): Problem[] =>
  NAMES.map((name) => [settings[name] !== undefined, name, 'needs S3_BUCKET, which is not set']);

const halfSet = (settings: StorageSettings): Problem[] => {
  const { S3_REGION, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = settings;
  const { S3_ENCRYPTION, S3_KMS_KEY_ID } = settings;
  return [
    [
      !S3_REGION,
      'S3_REGION',
      'is not set; S3_BUCKET needs it (us-east-1 where the server knows no regions)',
    ],
    [!!id && !secret, 'S3_SECRET_ACCESS_KEY', 'is not set; it belongs to S3_ACCESS_KEY_ID'],
    [!!secret && !id, 'S3_ACCESS_KEY_ID', 'is not set; it belongs to S3_SECRET_ACCESS_KEY'],
    [
      !!S3_KMS_KEY_ID && S3_ENCRYPTION !== 'aws:kms',
      'S3_KMS_KEY_ID',
      'needs S3_ENCRYPTION=aws:kms',
    ],
  ];
};

const contradictions = (settings: StorageSettings): Problem[] => {
  const { S3_ACCESS = 'private', S3_ACL, S3_PUBLIC_URL, S3_SIGNED_URL_SECONDS } = settings;
  const { S3_TIMEOUT_SECONDS = 5, S3_REQUEST_SECONDS } = settings;
  const isPublic = S3_ACCESS === 'public';
  return [
    [
      isPublic && S3_SIGNED_URL_SECONDS !== undefined,
      'S3_SIGNED_URL_SECONDS',
      'needs S3_ACCESS=private',
    ],
    [
      isPublic && S3_ACL === 'private' && !S3_PUBLIC_URL,
      'S3_ACL',
      'must not be private with S3_ACCESS=public, unless S3_PUBLIC_URL names a CDN that may read the bucket',
    ],
    [
      !isPublic && S3_ACL === 'public-read',
      'S3_ACL',
      'must not be public-read unless S3_ACCESS is public',
    ],
    [
      !isPublic && !!S3_PUBLIC_URL,
      'S3_PUBLIC_URL',
      'needs S3_ACCESS=public: signed URLs lead to the bucket itself',
    ],
    [
      S3_REQUEST_SECONDS !== undefined && S3_REQUEST_SECONDS < S3_TIMEOUT_SECONDS,
      'S3_REQUEST_SECONDS',
      `must not be less than S3_TIMEOUT_SECONDS, which is ${S3_TIMEOUT_SECONDS}`,
    ],
  ];
};

/** Adds an issue for each variable of S3 that is missing, or contradicts another. */
export const checkStorage = (settings: StorageSettings, context: z.RefinementCtx): void => {
  const problems = settings.S3_BUCKET
    ? [...halfSet(settings), ...contradictions(settings)]
    : withoutBucket(settings);
  for (const [applies, name, message] of problems) {
    if (applies) context.addIssue({ code: 'custom', path: [name], message });
  }
};
