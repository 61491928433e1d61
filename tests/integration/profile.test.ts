import {
  anonymous,
  clearCatalogue,
  revokeFromUsers,
  type Client,
  strapi,
  withApiToken,
  withTokenOfType,
  withUser,
} from '../harness';

const USER = 'plugin::users-permissions.user';

const users = () => strapi().db.query(USER);

interface Profile {
  id: number;
  documentId: string;
  username: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
}

const profileOf = async (client: Client): Promise<Profile> =>
  (await client.get('/users/me')).body as Profile;

afterEach(clearCatalogue);

describe('who is signed in', () => {
  it('changes names and username, and is answered with the profile', async () => {
    const client = await withUser();
    const before = await profileOf(client);
    const changes = { firstName: 'Ada', lastName: 'Lovelace', username: 'ada' };
    const { status, body } = await client.put('/users/me', changes);

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: before.id, email: before.email, ...changes });
    expect(Object.keys(body).sort()).toEqual(Object.keys(before).sort());
    expect(await profileOf(client)).toEqual(body);
  });

  it('changes only what is sent', async () => {
    const client = await withUser();
    const { username } = await profileOf(client);
    await client.put('/users/me', { firstName: 'Ada', lastName: 'Lovelace' });
    const { body } = await client.put('/users/me', { lastName: 'King' });

    expect(body).toMatchObject({ username, firstName: 'Ada', lastName: 'King' });
    expect((await client.put('/users/me', {})).body).toEqual(body);
  });

  it.each([[''], ['   '], [null]])('clears a name with %j', async (nothing) => {
    const client = await withUser();
    await client.put('/users/me', { firstName: 'Ada', lastName: 'Lovelace' });
    const { status, body } = await client.put('/users/me', {
      firstName: nothing,
      lastName: nothing,
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ firstName: null, lastName: null });
  });

  it('has spaces removed from the ends, and keeps letters of any script', async () => {
    const client = await withUser();
    const { body } = await client.put('/users/me', { firstName: '  Александра ', lastName: '李' });

    expect(body).toMatchObject({ firstName: 'Александра', lastName: '李' });
  });

  it('changes the case of the own username', async () => {
    const client = await withUser();
    const { username } = await profileOf(client);
    const { status, body } = await client.put('/users/me', { username: username.toUpperCase() });

    expect({ status, username: body.username }).toEqual({
      status: 200,
      username: username.toUpperCase(),
    });
  });

  it('cannot take the username of another user', async () => {
    const { username } = await profileOf(await withUser());
    const client = await withUser();
    const before = await profileOf(client);
    const { status, body } = await client.put('/users/me', { username });

    expect({ status, name: body.error.name }).toEqual({ status: 400, name: 'ValidationError' });
    expect(body.error.details.errors[0].path).toEqual(['username']);
    expect(await profileOf(client)).toEqual(before);
  });

  it.each([
    ['email', 'other@example.com', /"email" is not changed here: the address/],
    ['password', 'another secret', /"password" is not changed here: .*change-password/],
    ['avatar', 1, /"avatar" is not changed here: .*PUT \/api\/users\/me\/avatar/],
    ['role', 1, /"role" is not changed here/],
    ['id', 1, /"id" is not changed here/],
    ['documentId', 'x', /"documentId" is not changed here/],
    ['blocked', false, /"blocked" is not changed here/],
    ['confirmed', true, /"confirmed" is not changed here/],
    ['provider', 'google', /"provider" is not changed here/],
    ['resetPasswordToken', 'x', /"resetPasswordToken" is not changed here/],
    ['createdBy', 1, /"createdBy" is not changed here/],
    ['data', { firstName: 'Ada' }, /"data" is not changed here/],
    ['nickname', 'x', /"nickname" is not changed here/],
    ['firstName', 5, /"firstName" must be a text/],
    ['firstName', { set: 'x' }, /"firstName" must be a text/],
    ['lastName', ['x'], /"lastName" must be a text/],
    ['lastName', true, /"lastName" must be a text/],
    ['lastName', 'x'.repeat(256), /"lastName" must have at most 255 characters, not 256/],
    ['firstName', 'a\0b', /"firstName" contains a NUL/],
    ['username', 'x'.repeat(256), /"username" must have at most 255 characters, not 256/],
    ['username', 'ab', /"username" must have at least 3 characters, not 2/],
    ['username', '  ab  ', /"username" must have at least 3 characters, not 2/],
    ['username', '', /"username" must have at least 3 characters/],
    ['username', null, /"username" must be a text/],
    ['username', 7, /"username" must be a text/],
    ['username', 'somebody@example.com', /"username" must not contain "@"/],
  ])('cannot set %s to %j', async (field, value, message) => {
    const client = await withUser();
    const before = await users().findMany({ populate: ['role'] });
    const { status, body } = await client.put('/users/me', { [field]: value });

    expect(status).toBe(400);
    expect(body.error).toMatchObject({ name: 'ValidationError' });
    expect(body.error.message).toMatch(message);
    expect(await users().findMany({ populate: ['role'] })).toEqual(before);
  });

  it('is told of everything that is wrong at once, and nothing is changed', async () => {
    const client = await withUser();
    const before = await profileOf(client);
    const { body } = await client.put('/users/me', { firstName: 'Ada', lastName: 5, email: 'x' });

    expect(body.error.details.errors.map(({ path }: { path: string[] }) => path)).toEqual([
      ['lastName'],
      ['email'],
    ]);
    expect(await profileOf(client)).toEqual(before);
  });

  it.each([[[]], [[{ firstName: 'Ada' }]]])('cannot send the list %j', async (list) => {
    const { status, body } = await (await withUser()).put('/users/me', list);

    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: expect.stringContaining('must be a JSON object'),
    });
  });

  it('with an address as username keeps it', async () => {
    const client = await withUser();
    const { id } = await profileOf(client);
    await users().update({
      where: { id },
      data: { username: 'ada@example.com', email: 'ada@example.com' },
    });
    const changes = { username: 'Ada@example.com', firstName: 'Ada' };
    const { status, body } = await client.put('/users/me', changes);

    expect(status).toBe(200);
    expect(body).toMatchObject(changes);
  });

  it('changes nobody else', async () => {
    const other = await withUser();
    const before = await profileOf(other);
    const client = await withUser();
    await client.put('/users/me', { firstName: 'Ada' });

    expect(await profileOf(other)).toEqual(before);
    expect((await client.put(`/users/${before.id}`, { firstName: 'Eve' })).status).toBe(403);
    expect(await profileOf(other)).toEqual(before);
  });
});

describe('the profile, read', () => {
  it('gives the fields and relations that are asked for', async () => {
    const client = await withUser();

    const { body } = await client.get('/users/me?fields[0]=username&populate[avatar][fields]=url');
    expect(Object.keys(body).sort()).toEqual(['avatar', 'documentId', 'id', 'username']);
    const { body: changed } = await client.put('/users/me?fields=firstName', { firstName: 'Ada' });
    expect(changed).toEqual({ id: body.id, documentId: body.documentId, firstName: 'Ada' });
  });

  it.each([
    ['unknown=1', 'Invalid key unknown'],
    ['filters[username]=x', 'Invalid key filters'],
    ['sort=username', 'Invalid key sort'],
    ['status=draft', 'Invalid key status'],
    ['pagination[page]=1', 'Invalid key pagination'],
    ['locale=en', 'Invalid key locale'],
    ['fields=password', 'Invalid key password'],
    ['fields=nothing', 'Invalid key nothing'],
    ['populate=nothing', 'Invalid key nothing'],
    ['populate[avatar][fields]=nothing', 'Invalid key nothing'],
  ])('refuses ?%s', async (query, message) => {
    const client = await withUser();
    for (const { status, body } of [
      await client.get(`/users/me?${query}`),
      await client.put(`/users/me?${query}`, { firstName: 'Ada' }),
    ]) {
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    }
    expect((await profileOf(client)).firstName).toBeNull();
  });
});

const OPERATIONS: [string, (client: Client) => Promise<{ status: number }>][] = [
  ['GET /users/me', (client) => client.get('/users/me')],
  ['PUT /users/me', (client) => client.put('/users/me', { firstName: 'Eve' })],
  ['DELETE /users/me/avatar', (client) => client.delete('/users/me/avatar')],
];

describe.each(OPERATIONS)('%s', (_name, operate) => {
  it.each([
    ['a visitor', () => Promise.resolve(anonymous())],
    ['an API token with the permission', () => withApiToken([`${USER}.me`, `${USER}.updateMe`])],
    ['a full-access token', () => withTokenOfType('full-access')],
    ['a blocked user', blockedUser],
    ['a deleted user', deletedUser],
  ])('answers 401 to %s', async (_caller, connect) => {
    expect((await operate(await connect())).status).toBe(401);
  });
});

async function blockedUser(): Promise<Client> {
  const client = await withUser();
  await users().updateMany({ where: {}, data: { blocked: true } });
  return client;
}

async function deletedUser(): Promise<Client> {
  const client = await withUser();
  await users().deleteMany({ where: {} });
  return client;
}

it.each([
  ['me', 'GET', '{ me { username } }'],
  ['updateMe', 'PUT', 'mutation { updateMe(data: { firstName: "Ada" }) { firstName } }'],
])('a role without %s gets 403', async (action, method, operation) => {
  const giveBack = await revokeFromUsers(`${USER}.${action}`);
  try {
    const client = await withUser();
    const answer =
      method === 'GET' ? client.get('/users/me') : client.put('/users/me', { firstName: 'Ada' });
    expect((await answer).status).toBe(403);
    const { errors } = await client.graphql(operation);
    expect(errors?.map(({ extensions }) => extensions?.error?.name)).toEqual(['ForbiddenError']);
  } finally {
    await giveBack();
  }
});
