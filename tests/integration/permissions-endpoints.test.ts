import {
  anonymous,
  type Client,
  registerUser,
  sql,
  strapi,
  withApiToken,
  withJwt,
  withTokenOfType,
  withUser,
} from '../harness';
import { type Audience, GRAPHQL_FIELDS, REST_ROUTES } from './permissions-audiences';

/** Which audiences somebody belongs to. */
const MAY: Record<string, readonly Audience[]> = {
  'a visitor': ['whoever', 'anyone', 'everybody', 'visitors'],
  'a signed-in user': ['whoever', 'anyone', 'everybody', 'users', 'users and programs'],
  'a blocked user': ['whoever'],
  'an API token without permissions': ['whoever', 'anyone'],
  'a full-access API token': [
    'whoever',
    'anyone',
    'everybody',
    'visitors',
    'users and programs',
    'programs',
  ],
};

const blockedUser = async (): Promise<Client> => {
  const { user, jwt } = await registerUser();
  await sql('UPDATE up_users SET blocked = true WHERE id = $1', [user.id]);
  return withJwt(jwt);
};

const CONNECT: Record<string, () => Promise<Client>> = {
  'a visitor': () => Promise.resolve(anonymous()),
  'a signed-in user': withUser,
  'a blocked user': blockedUser,
  'an API token without permissions': () => withApiToken([]),
  'a full-access API token': () => withTokenOfType('full-access'),
};

const CASES = Object.entries(CONNECT).map(([name, connect]) => ({ name, connect }));

/** An address of the route, of something that does not exist. */
const addressOf = (path: string): string => path.replace(/:\w+/g, '999999').replace('(.*)', 'none');

const send = (client: Client, route: string) => {
  const [method = '', path = ''] = route.split(' ');
  const address = addressOf(path);
  return {
    GET: () => client.get(address),
    POST: () => client.post(address, {}),
    PUT: () => client.put(address, {}),
    DELETE: () => client.delete(address),
  }[method as 'GET' | 'POST' | 'PUT' | 'DELETE']();
};

const entriesOf = (table: Record<Audience, readonly string[]>) =>
  Object.entries(table).flatMap(([audience, entries]) =>
    entries.map((entry) => ({ entry, audience: audience as Audience })),
  );

/** Of `query { movies { … } }`, `movies`. */
const nameOf = (operation: string): string => /\{ (\w+)/.exec(operation)?.[1] ?? operation;

describe('the tables of who may do what', () => {
  it('name every REST route there is, and no other', () => {
    const routes = strapi()
      .server.listRoutes()
      .filter(({ path }) => path.startsWith('/api/'))
      .flatMap(({ methods, path }) =>
        (methods as string[]).map((method) => `${method} ${path.replace('/api', '')}`),
      )
      .filter((route) => !route.startsWith('HEAD '));
    const known = entriesOf(REST_ROUTES).map(({ entry }) => entry);
    expect(known.sort()).toEqual([...new Set(routes)].sort());
  });

  it('name every GraphQL field of Query and Mutation there is, and no other', async () => {
    const { data } = await anonymous().graphql(
      '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }',
    );
    const schema = data?.__schema as Record<string, { fields: { name: string }[] }>;
    const fields = Object.values(schema).flatMap((type) => type.fields.map(({ name }) => name));
    const known = entriesOf(GRAPHQL_FIELDS).map(({ entry }) => nameOf(entry));
    expect(known.sort()).toEqual(fields.sort());
  });
});

describe.each(CASES)('$name', ({ name, connect }) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });

  /** Some requests end the session of who may send them. */
  const signInAgainAfter = async (entry: string) => {
    if (entry.includes('logout')) client = await connect();
  };

  const mayOf = (audience: Audience) => (MAY[name] ?? []).includes(audience);

  it.each(entriesOf(REST_ROUTES))('over REST: $entry is for $audience', async (row) => {
    const { status } = await send(client, row.entry);
    await signInAgainAfter(row.entry);
    expect({ status, may: status !== 401 && status !== 403 }).toEqual({
      status,
      may: mayOf(row.audience),
    });
  });

  it.each(entriesOf(GRAPHQL_FIELDS))('over GraphQL: $entry is for $audience', async (row) => {
    const answer = await client.graphql(row.entry);
    await signInAgainAfter(row.entry);
    const messages = answer.errors?.map(({ message }) => message) ?? [];
    const unauthorized = 'error' in answer;
    const refused = messages.some((message) =>
      /^(Forbidden|Unauthorized|Missing|Log in)/.test(message),
    );
    expect({ answer, may: !unauthorized && !refused }).toEqual({
      answer,
      may: mayOf(row.audience),
    });
  });
});
