import { environment } from './environment';

export default [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  {
    name: 'strapi::cors',
    // Without `expose`, pages of other origins could not read when to try again.
    config: { origin: environment().CORS_ORIGINS, expose: ['Retry-After'] },
  },
  'strapi::poweredBy',
  'strapi::query',
  'global::refuse-broken-forms',
  'strapi::body',
  'global::read-no-body-as-empty',
  'global::remove-uploaded-files',
  'global::refuse-unusable-input',
  'strapi::session',
  { name: 'strapi::favicon', config: { path: './public/favicon.png' } },
  'strapi::public',
];
