import { environment } from './environment';

const { JWT_SECRET, NODE_ENV, SMTP_URL, EMAIL_FROM } = environment();

export default {
  'users-permissions': {
    config: { jwtSecret: JWT_SECRET },
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
      apolloServer: { introspection: NODE_ENV !== 'production' },
    },
  },
};
