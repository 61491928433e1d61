import request, { type Test } from 'supertest';
import { application, strapi } from '.';

type Query = Record<string, unknown>;

export interface GraphQLResult {
  data: Record<string, unknown> | null | undefined;
  errors?: {
    message: string;
    extensions?: {
      code?: string;
      error?: { name: string; details?: { errors?: { path: string[] }[] } };
    };
  }[];
}

/** Somebody who calls the API: with a token, or without. Paths begin after `/api`. */
export interface Client {
  get: (path: string, query?: Query) => Test;
  post: (path: string, body: object, query?: Query) => Test;
  put: (path: string, body: object, query?: Query) => Test;
  /** A POST whose body is yet to be made, with `attach` and `field`. */
  postForm: (path: string) => Test;
  /** A PUT whose body is yet to be made, with `attach` and `field`. */
  putForm: (path: string) => Test;
  delete: (path: string) => Test;
  graphql: (query: string, variables?: object) => Promise<GraphQLResult>;
}

const client = (token?: string, prefix = '/api'): Client => {
  const agent = request(application().url);
  const authorize = (test: Test) => (token ? test.set('Authorization', `Bearer ${token}`) : test);

  return {
    get: (path, query = {}) => authorize(agent.get(`${prefix}${path}`)).query(query),
    post: (path, body, query = {}) =>
      authorize(agent.post(`${prefix}${path}`))
        .query(query)
        .send(body),
    put: (path, body, query = {}) =>
      authorize(agent.put(`${prefix}${path}`))
        .query(query)
        .send(body),
    postForm: (path) => authorize(agent.post(`${prefix}${path}`)),
    putForm: (path) => authorize(agent.put(`${prefix}${path}`)),
    delete: (path) => authorize(agent.delete(`${prefix}${path}`)),
    async graphql(query, variables = {}) {
      const { body } = await authorize(agent.post('/graphql')).send({ query, variables });
      return body as GraphQLResult;
    },
  };
};

/** A visitor who is not signed in. */
export const anonymous = (): Client => client();

/** A new API token: its kind, and for `custom` the content API actions that it may do. */
export const createApiToken = async (token: {
  type: 'custom' | 'read-only' | 'full-access';
  permissions?: string[];
}): Promise<string> => {
  const { accessKey } = (await strapi()
    .service('admin::api-token')
    .create({
      kind: 'content-api',
      name: `token ${crypto.randomUUID()}`,
      description: '',
      lifespan: null,
      ...token,
    })) as { accessKey: string };
  return accessKey;
};

/** A program with an API token of the admin: `permissions` are content API actions. */
export const withApiToken = async (permissions: string[]): Promise<Client> =>
  client(await createApiToken({ type: 'custom', permissions }));

/** A program with an API token of a kind that has no list of permissions. */
export const withTokenOfType = async (type: 'read-only' | 'full-access'): Promise<Client> =>
  client(await createApiToken({ type }));

/** Whoever has this access token of the public site. */
export const withJwt = (jwt: string): Client => client(jwt);

export const TEST_PASSWORD = 'correct horse battery';

export interface RegisteredUser {
  client: Client;
  jwt: string;
  refreshToken: string;
  user: { id: number; documentId: string; username: string; email: string };
}

/** Registers a user of the public site, with the role "Authenticated" and TEST_PASSWORD. */
export const registerUser = async (data: Record<string, unknown> = {}): Promise<RegisteredUser> => {
  const name = `user-${crypto.randomUUID()}`;
  const { body } = await anonymous().post('/auth/local/register', {
    username: name,
    email: `${name}@example.com`,
    password: TEST_PASSWORD,
    ...data,
  });
  const registered = body as Omit<RegisteredUser, 'client'>;
  return { ...registered, client: withJwt(registered.jwt) };
};

/** A signed-in user of the public site. */
export const withUser = async (): Promise<Client> => (await registerUser()).client;

/** Somebody signed in to the admin panel. Paths are whole ones, e.g. `/admin/users/me`. */
export type AdminClient = Omit<Client, 'graphql'>;

/** Somebody who calls the admin panel's API with a token of whatever kind, or without. */
export const outsideApi = (token?: string): AdminClient => client(token, '');

/** Administrators that tests create are known by this end of their address. */
export const TEST_ADMIN_DOMAIN = '@admin.test';

/** A new administrator with a role, by its code: one that Strapi comes with, or a test's own. */
export const withAdmin = async (role: string): Promise<AdminClient> => {
  const login = {
    email: `${crypto.randomUUID()}${TEST_ADMIN_DOMAIN}`,
    password: 'Correct-horse-1-battery',
  };
  const { id } = (await strapi().service('admin::role').findOne({ code: role })) as { id: number };
  await strapi()
    .service('admin::user')
    .create({ ...login, firstname: 'Test', lastname: role, isActive: true, roles: [id] });
  const { body } = await request(application().url).post('/admin/login').send(login);
  const { accessToken } = (body as { data: { accessToken: string } }).data;
  return client(accessToken, '');
};
