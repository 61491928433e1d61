import request, { type Test } from 'supertest';
import { application, strapi } from '.';

type Query = Record<string, unknown>;

export interface GraphQLResult {
  data: Record<string, unknown> | null | undefined;
  errors?: { message: string; extensions?: { error?: { name: string } } }[];
}

/** Somebody who calls the API: with a token, or without. Paths begin after `/api`. */
export interface Client {
  get: (path: string, query?: Query) => Test;
  post: (path: string, body: object, query?: Query) => Test;
  put: (path: string, body: object, query?: Query) => Test;
  delete: (path: string) => Test;
  graphql: (query: string, variables?: object) => Promise<GraphQLResult>;
}

const client = (token?: string): Client => {
  const agent = request(application().url);
  const authorize = (test: Test) => (token ? test.set('Authorization', `Bearer ${token}`) : test);

  return {
    get: (path, query = {}) => authorize(agent.get(`/api${path}`)).query(query),
    post: (path, body, query = {}) =>
      authorize(agent.post(`/api${path}`))
        .query(query)
        .send(body),
    put: (path, body, query = {}) =>
      authorize(agent.put(`/api${path}`))
        .query(query)
        .send(body),
    delete: (path) => authorize(agent.delete(`/api${path}`)),
    async graphql(query, variables = {}) {
      const { body } = await authorize(agent.post('/graphql')).send({ query, variables });
      return body as GraphQLResult;
    },
  };
};

/** A visitor who is not signed in. */
export const anonymous = (): Client => client();

/** A program with an API token of the admin: `permissions` are content API actions. */
export const withApiToken = async (permissions: string[]): Promise<Client> => {
  const token = (await strapi()
    .service('admin::api-token')
    .create({
      kind: 'content-api',
      name: `token ${crypto.randomUUID()}`,
      description: '',
      type: 'custom',
      lifespan: null,
      permissions,
    })) as { accessKey: string };
  return client(token.accessKey);
};

/** A signed-in user of the public site, with the role "Authenticated". */
export const withUser = async (): Promise<Client> => {
  const name = `user-${crypto.randomUUID()}`;
  const { body } = await anonymous().post('/auth/local/register', {
    username: name,
    email: `${name}@example.com`,
    password: 'correct horse battery',
  });
  return client((body as { jwt: string }).jwt);
};
