/**
 * The files of the stock application beside its content types: what `create-strapi-app` 5 writes for
 * JavaScript, for PostgreSQL, with the GraphQL plugin installed and the admin panel left out.
 */
const CONFIG = {
  'config/admin.js': `module.exports = ({ env }) => ({
  auth: { secret: env('ADMIN_JWT_SECRET') },
  apiToken: { salt: env('API_TOKEN_SALT') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  flags: { nps: false, promoteEE: false },
  serveAdminPanel: false,
});
`,
  'config/api.js': `module.exports = {
  rest: { defaultLimit: 25, maxLimit: 100, withCount: true },
};
`,
  'config/database.js': `module.exports = ({ env }) => ({
  connection: {
    client: 'postgres',
    connection: { connectionString: env('DATABASE_URL') },
    pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60000),
  },
});
`,
  'config/middlewares.js': `module.exports = [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
`,
  // The logs of requests are switched off, as those of the project are.
  'config/server.js': `module.exports = ({ env }) => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  app: { keys: env.array('APP_KEYS') },
  logger: { config: { level: env('LOG_LEVEL') } },
});
`,
  'config/plugins.js': `module.exports = ({ env }) => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
});
`,
  'src/index.js': `module.exports = { register() {}, bootstrap() {} };
`,
};

/** A user's favorites, as the documentation tells to write an action of one's own. */
const FAVORITES = {
  'src/api/favorite/controllers/favorite.js': `const { createCoreController } = require('@strapi/strapi').factories;

module.exports = createCoreController('api::favorite.favorite', ({ strapi }) => ({
  async mine(ctx) {
    const favorites = strapi.documents('api::favorite.favorite');
    const filters = { user: { id: ctx.state.user.id } };
    const results = await favorites.findMany({
      filters,
      status: 'published',
      sort: 'createdAt:desc',
      populate: ['movie'],
      limit: 25,
    });
    const total = await favorites.count({ filters });
    const data = await this.sanitizeOutput(results, ctx);
    return this.transformResponse(data, {
      pagination: { page: 1, pageSize: 25, pageCount: Math.ceil(total / 25), total },
    });
  },
}));
`,
  'src/api/favorite/routes/mine.js': `module.exports = {
  routes: [{ method: 'GET', path: '/users/me/favorites', handler: 'favorite.mine' }],
};
`,
};

const factory = (kind: string, uid: string): string =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('${uid}');\n`;

/** What `strapi generate api` writes for a content type. */
const apiFiles = (type: string, schema: string): Record<string, string> => {
  const uid = `api::${type}.${type}`;
  const folder = `src/api/${type}`;
  return {
    [`${folder}/content-types/${type}/schema.json`]: schema,
    [`${folder}/controllers/${type}.js`]: factory('Controller', uid),
    [`${folder}/routes/${type}.js`]: factory('Router', uid),
    [`${folder}/services/${type}.js`]: factory('Service', uid),
  };
};

/**
 * @param schemas the `schema.json` of each content type, by its name
 * @param user the `schema.json` of users-permissions' user
 * @param dependencies of the project, by which Strapi finds its plugins
 * @returns the content of each file, by its path within the application
 */
export const stockFiles = (
  schemas: Record<string, string>,
  user: string,
  dependencies: Record<string, string>,
): Record<string, string> => ({
  'package.json': JSON.stringify({ name: 'stock-strapi', version: '0.0.0', dependencies }),
  'public/robots.txt': '',
  'public/uploads/.gitkeep': '',
  'src/extensions/users-permissions/content-types/user/schema.json': user,
  ...CONFIG,
  ...Object.fromEntries(
    Object.entries(schemas).flatMap(([type, schema]) => Object.entries(apiFiles(type, schema))),
  ),
  ...FAVORITES,
});
