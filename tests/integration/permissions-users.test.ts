import { createMovie } from '../factories';
import { clearCatalogue, strapi, withUser } from '../harness';
import { CALLERS } from './permissions-subjects';

const EMAIL = 'victim@example.com';

const users = () => strapi().db.query('plugin::users-permissions.user');

/** Somebody else's account, which nobody may get at. */
const createVictim = async () => {
  const role = await strapi()
    .db.query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  // Past the document service, which would spend its time on hashing the password.
  const victim = await users().create({
    data: {
      username: 'victim',
      email: EMAIL,
      password: 'secret phrase',
      resetPasswordToken: 'reset-token',
      confirmationToken: 'confirmation-token',
      confirmed: true,
      role: role.id,
    },
  });
  return victim as { id: number; documentId: string };
};

const NEW_USER = {
  username: 'intruder',
  email: 'intruder@example.com',
  password: 'intruder',
  role: 1,
};

afterEach(clearCatalogue);

describe.each(CALLERS)('users, asked for by $name', ({ connect }) => {
  it.each([
    ['GET', '/users'],
    ['GET', '/users/count'],
    ['GET', '/users/ID'],
    ['POST', '/users'],
    ['PUT', '/users/ID'],
    ['DELETE', '/users/ID'],
    ['GET', '/users-permissions/roles'],
    ['GET', '/users-permissions/roles/1'],
    ['POST', '/users-permissions/roles'],
    ['PUT', '/users-permissions/roles/1'],
    ['DELETE', '/users-permissions/roles/1'],
    ['GET', '/users-permissions/permissions'],
  ] as const)('are refused by REST: %s %s', async (method, path) => {
    const victim = await createVictim();
    const client = await connect();
    const before = await users().findMany();
    const target = path.replace('ID', String(victim.id));
    const answer = await {
      GET: () => client.get(target),
      POST: () => client.post(target, NEW_USER),
      PUT: () => client.put(target, { email: 'changed@example.com' }),
      DELETE: () => client.delete(target),
    }[method]();

    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(EMAIL);
    expect(await users().findMany()).toEqual(before);
  });

  it.each([
    '{ usersPermissionsUsers { username email } }',
    '{ usersPermissionsUsers_connection { pageInfo { total } nodes { email } } }',
    '{ usersPermissionsUser(documentId: "ID") { username email } }',
    '{ usersPermissionsRoles { name users { email } } }',
    '{ usersPermissionsRoles_connection { nodes { users { email } } } }',
    '{ usersPermissionsRole(documentId: "ID") { users { email } } }',
    'mutation { createUsersPermissionsUser(data: { username: "i", email: "i@example.com", password: "intruder", role: "1" }) { data { email } } }',
    'mutation { updateUsersPermissionsUser(id: "NUMBER", data: { email: "changed@example.com" }) { data { email } } }',
    'mutation { deleteUsersPermissionsUser(id: "NUMBER") { data { email } } }',
    'mutation { createUsersPermissionsRole(data: { name: "intruders" }) { ok } }',
    'mutation { updateUsersPermissionsRole(id: "1", data: { name: "intruders" }) { ok } }',
    'mutation { deleteUsersPermissionsRole(id: "1") { ok } }',
  ])('are refused by GraphQL: %s', async (operation) => {
    const victim = await createVictim();
    const client = await connect();
    const before = await users().findMany();
    const { data, errors } = await client.graphql(
      operation.replace('ID', victim.documentId).replace('NUMBER', String(victim.id)),
    );

    expect(errors?.map(({ message }) => message)).toEqual(['Forbidden access']);
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(await users().findMany()).toEqual(before);
  });
});

describe.each(CALLERS.filter(({ reads }) => reads))('emails, asked for by $name', ({ connect }) => {
  it.each([
    ['/movies', 'populate=createdBy'],
    ['/movies', 'populate[createdBy]=true'],
    ['/movies', 'populate[director][populate][createdBy]=true'],
    ['/movies', 'populate[poster][populate][createdBy]=true'],
    ['/movies', 'populate[favorites][populate]=user'],
    ['/movies', 'fields=createdBy'],
    ['/movies', 'filters[createdBy][email][$startsWith]=v'],
    ['/movies', 'filters[updatedBy][email]=victim@example.com'],
    ['/movies', 'filters[director][createdBy][email][$startsWith]=v'],
    ['/movies', 'filters[characters][actor][updatedBy][email][$startsWith]=v'],
    ['/movies', 'filters[poster][createdBy][email][$startsWith]=v'],
    ['/movies', 'filters[favorites][user][email][$startsWith]=v'],
    ['/movies', 'sort=createdBy.email'],
    ['/movies', 'sort[createdBy][email]=asc'],
    ['/people', 'sort=country.updatedBy.email'],
    ['/people', 'populate[country][sort]=createdBy.email'],
    ['/genres', 'populate[updatedBy][fields]=email'],
    ['/countries', 'filters[$or][0][createdBy][email][$startsWith]=v'],
  ])('are not reached through a relation: %s?%s', async (path, query) => {
    const client = await connect();
    await createMovie();
    const { status, body, text } = await client.get(`${path}?${query}`);

    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^Invalid key (createdBy|updatedBy|favorites|email)/);
    expect(text).not.toContain('@');
  });

  it.each([
    '{ movies { createdBy { email } } }',
    '{ movies { director { updatedBy { email } } } }',
    '{ movies { favorites { user { email } } } }',
    '{ movies(filters: { createdBy: { email: { startsWith: "v" } } }) { title } }',
    '{ people(filters: { country: { updatedBy: { email: { eq: "x" } } } }) { firstName } }',
    '{ movies(sort: "createdBy.email") { title } }',
    '{ people { characters(sort: "updatedBy.email") { name } } }',
  ])('are not reached through a GraphQL relation: %s', async (query) => {
    const client = await connect();
    await createMovie();
    const { errors } = await client.graphql(query);

    expect(errors?.[0]?.message).toMatch(/^Cannot query field|is not defined by type|^Invalid key/);
  });
});

const SECRET_FIELDS = ['password', 'resetPasswordToken', 'confirmationToken'];

describe('a signed-in user', () => {
  it('sees himself, and none of the secrets of his account', async () => {
    const client = await withUser();
    const everything = {
      resetPasswordToken: 'reset-token',
      confirmationToken: 'confirmation-token',
    };
    await users().updateMany({ where: {}, data: everything });

    for (const query of ['', '?populate=*', '?populate=role', '?populate[role][populate]=users']) {
      const { status, body, text } = await client.get(`/users/me${query}`);
      expect(status).toBe(200);
      expect(body.username).toMatch(/^user-/);
      for (const field of SECRET_FIELDS) expect(body).not.toHaveProperty(field);
      expect(text).not.toMatch(/reset-token|confirmation-token/);
    }
    expect(await client.graphql('{ me { username } }')).toMatchObject({
      data: { me: { username: expect.stringMatching(/^user-/) } },
    });
  });

  it.each(SECRET_FIELDS)('cannot ask for his %s by name', async (field) => {
    const client = await withUser();

    const { status, body } = await client.get(`/users/me?fields=${field}`);
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: `Invalid key ${field}`,
    });
    const { errors } = await client.graphql(`{ me { ${field} } }`);
    expect(errors?.[0]?.message).toMatch('Cannot query field');
  });

  it('does not see other users beside himself', async () => {
    await createVictim();
    const client = await withUser();

    const { text } = await client.get('/users/me?populate[role][populate]=users');
    expect(text).not.toContain(EMAIL);
  });
});

describe('who is not signed in as a user', () => {
  it.each(CALLERS.filter(({ name }) => name !== 'a signed-in user'))(
    'has no account to look at: $name',
    async ({ connect }) => {
      const client = await connect();

      expect((await client.get('/users/me')).status).toBe(401);
      const { data, errors } = await client.graphql('{ me { username } }');
      expect(errors?.map(({ extensions }) => extensions?.error?.name)).toEqual([
        'UnauthorizedError',
      ]);
      expect(data).toEqual({ me: null });
    },
  );
});
