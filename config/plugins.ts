import { createSecretKey } from 'node:crypto';
import path from 'node:path';
import { findLocalPlugins } from '../src/extending/local-plugins';
import { environment } from './environment';
import storage from './storage';

const { JWT_SECRET, NODE_ENV, SMTP_URL, EMAIL_FROM, MEDIA_MAX_MB } = environment();

/** In seconds, as the plugin counts. */
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** In bytes. */
const MEGABYTE = 1024 * 1024;

export default {
  'users-permissions': {
    config: {
      // As a key: given a string, jsonwebtoken first tries to read it as a certificate, each time it
      // verifies a token, which takes forty times as long as the verification.
      jwtSecret: createSecretKey(JWT_SECRET, 'utf8'),
      // Short-lived access tokens, and refresh tokens that are replaced each time they are used.
      jwtManagement: 'refresh',
      sessions: {
        accessTokenLifespan: 10 * MINUTE,
        idleRefreshTokenLifespan: 14 * DAY,
        maxRefreshTokenLifespan: 30 * DAY,
      },
      register: { allowedFields: ['firstName', 'lastName'] },
    },
  },
  upload: {
    config: {
      ...(storage.s3
        ? { provider: 'aws-s3', providerOptions: storage.s3.provider }
        : { provider: 'local' }),
      // Of what is sent; downloads from a URL stop there.
      sizeLimit: MEDIA_MAX_MB * MEGABYTE,
      // Strapi would leave out the wrong files of a form and store the others; `src/images` judges
      // them by their content, and refuses the form.
      security: { deniedTypes: [] },
    },
  },
  email: {
    config: {
      provider: 'nodemailer',
      // Without SMTP_URL, nodemailer turns to a mail server on this machine.
      providerOptions: { url: SMTP_URL },
      settings: { defaultFrom: EMAIL_FROM, defaultReplyTo: EMAIL_FROM },
    },
  },
  graphql: {
    config: {
      defaultLimit: 25,
      maxLimit: 100,
      // Movie → characters → actor → directedMovies → genres is 5 levels; 10 leaves room for
      // fragments and connections, and stops queries that walk in circles.
      depthLimit: 10,
      apolloServer: {
        introspection: NODE_ENV !== 'production',
        // A megabyte of them would be read before any other limit can hold.
        parseOptions: { maxTokens: 20_000 },
      },
    },
  },
  // Read from the sources by the build of the admin panel, and from `dist` by the server.
  ...findLocalPlugins(path.resolve(__dirname, '..', 'src', 'plugins')),
};
