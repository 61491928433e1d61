import { CSP_DEFAULTS } from '@strapi/utils';
import { environment } from './environment';
import { mediaOrigins } from './environment/s3';
import storage from './storage';

const origins = mediaOrigins(storage.s3);

/** In bytes. */
const MEGABYTE = 1024 * 1024;

export default [
  'strapi::logger',
  'strapi::errors',
  'global::answer-failures',
  'global::revalidate-reads',
  {
    name: 'strapi::security',
    config: {
      contentSecurityPolicy: {
        useDefaults: true,
        directives: {
          ...CSP_DEFAULTS,
          'img-src': [...CSP_DEFAULTS['img-src'], ...origins],
          'media-src': [...CSP_DEFAULTS['media-src'], ...origins],
          // The admin panel reads a picture before it crops it.
          'connect-src': [...CSP_DEFAULTS['connect-src'], ...origins],
          upgradeInsecureRequests: null,
        },
      },
    },
  },
  {
    name: 'strapi::cors',
    // What pages of other origins may send: what Strapi allows them, and the ETag of what they have. And
    // read besides: when to try again, and that ETag.
    config: {
      origin: environment().CORS_ORIGINS,
      headers: ['Content-Type', 'Authorization', 'Origin', 'Accept', 'If-None-Match'],
      expose: ['Retry-After', 'ETag'],
    },
  },
  'strapi::poweredBy',
  'strapi::query',
  'global::refuse-broken-forms',
  {
    name: 'strapi::body',
    // Of all files of a form together: what is larger is not written to the disk as a whole.
    config: { formidable: { maxFileSize: 10 * environment().MEDIA_MAX_MB * MEGABYTE } },
  },
  'global::read-no-body-as-empty',
  'global::remove-uploaded-files',
  'global::refuse-unusable-input',
  'strapi::session',
  { name: 'strapi::favicon', config: { path: './public/favicon.png' } },
  'strapi::public',
];
