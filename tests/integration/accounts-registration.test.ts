import {
  anonymous,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
  withAdmin,
} from '../harness';

const users = () => strapi().db.query('plugin::users-permissions.user');

const ADA = {
  username: 'Ada',
  email: 'ada@example.com',
  password: TEST_PASSWORD,
  firstName: 'Ada',
  lastName: 'Lovelace',
};

const register = (data: object) => anonymous().post('/auth/local/register', data);

/** Registers all of them at once; how many answers had which status. */
const registerAtOnce = async (accounts: object[]): Promise<Record<number, number>> => {
  const answers = await Promise.all(accounts.map((account) => register(account)));
  const statuses: Record<number, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return statuses;
};

const twenty = (account: (n: number) => object) => Array.from({ length: 20 }, (_, n) => account(n));

afterEach(clearCatalogue);

describe('registering', () => {
  it('stores and returns the names, and gives tokens', async () => {
    const { status, body } = await register(ADA);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      jwt: expect.any(String),
      refreshToken: expect.any(String),
      user: { username: 'Ada', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
    });
    expect(body.user).not.toHaveProperty('password');
    expect(await users().findOne({ where: { username: 'Ada' } })).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
      provider: 'local',
    });
  });

  it('works without first and last name', async () => {
    const { username, email, password } = ADA;
    const { status, body } = await register({ username, email, password });

    expect(status).toBe(200);
    expect(body.user).toMatchObject({ firstName: null, lastName: null });
  });

  it.each([
    ['firstName', 'a number', 5],
    ['firstName', 'a boolean', true],
    ['firstName', 'a list', ['Ada']],
    ['firstName', 'an object', { name: 'Ada' }],
    ['firstName', '256 characters', 'a'.repeat(256)],
    ['lastName', 'a number', 5],
    ['lastName', '256 characters', 'a'.repeat(256)],
    ['username', 'a number', 5],
    ['username', '2 characters', 'ab'],
    ['email', 'no address', 'nowhere'],
    ['password', '5 characters', 'short'],
    ['password', '73 bytes', 'a'.repeat(73)],
  ])('with %s as %s is a 400 that names the field', async (field, _case, value) => {
    const { status, body } = await register({ ...ADA, [field]: value });

    expect(status).toBe(400);
    expect(body.error.details.errors[0].path).toEqual([field]);
    expect(await users().count()).toBe(0);
  });

  it.each(['role', 'confirmed', 'blocked', 'provider', 'avatar', 'id', 'documentId'])(
    'does not accept %s',
    async (field) => {
      const { status, body } = await register({ ...ADA, [field]: 1 });

      expect(status).toBe(400);
      expect(body.error.message).toBe(`Invalid parameters: ${field}`);
    },
  );
});

describe('a username or an email has one account', () => {
  it.each(['Ada', 'ada', 'ADA'])('"%s" is taken when there is "Ada"', async (username) => {
    await register(ADA);
    const { status, body } = await register({ ...ADA, username, email: 'other@example.com' });

    expect(status).toBe(400);
    expect(body.error.message).toBe(`Username "${username}" is already taken. Choose another one.`);
    expect(body.error.details.errors[0].path).toEqual(['username']);
  });

  it('a name that only looks like a pattern of another is free', async () => {
    await register({ ...ADA, username: 'a_a' });
    const { status } = await register({ ...ADA, username: 'aba', email: 'b@example.com' });

    expect(status).toBe(200);
  });

  it.each(['ada@example.com', 'ADA@Example.com'])('the email %s is taken', async (email) => {
    await register(ADA);
    const { status, body } = await register({ ...ADA, username: 'another', email });

    expect(status).toBe(400);
    expect(body.error.message).toContain(`Email "${email}" is already taken`);
  });

  it.each([
    ['of an account', 'ada@example.com'],
    ['that nobody has yet', 'grace@example.com'],
  ])('an address %s is nobody else’s username', async (_case, username) => {
    await register(ADA);
    const { status, body } = await register({ ...ADA, username, email: 'mallory@example.com' });

    expect(status).toBe(400);
    expect(body.error.message).toContain(`Username "${username}" contains an "@"`);
  });

  it('the own address may be the username, in any case', async () => {
    const { status } = await register({ ...ADA, username: 'ADA@example.com' });

    expect(status).toBe(200);
  });

  it('of 20 registrations at once with one username, one succeeds', async () => {
    const accounts = twenty((n) => ({
      ...ADA,
      username: n % 2 ? 'Ada' : 'ada',
      email: `ada${n}@example.com`,
    }));

    expect(await registerAtOnce(accounts)).toEqual({ 200: 1, 400: 19 });
    expect(await users().count()).toBe(1);
  });

  it('of 20 registrations at once with one email, one succeeds', async () => {
    const accounts = twenty((n) => ({ ...ADA, username: `ada${n}` }));

    expect(await registerAtOnce(accounts)).toEqual({ 200: 1, 400: 19 });
    expect(await users().count()).toBe(1);
  });

  it('of 20 identical registrations at once, one succeeds', async () => {
    expect(await registerAtOnce(twenty(() => ADA))).toEqual({ 200: 1, 400: 19 });
  });

  it('says which name is taken when the database is the first to know', async () => {
    const answers = await Promise.all(
      twenty((n) => ({ ...ADA, email: `ada${n}@example.com` })).map((data) => register(data)),
    );
    const refused = answers.filter(({ status }) => status !== 200);

    for (const { body } of refused) {
      expect(body.error.message).toBe('Username "Ada" is already taken. Choose another one.');
    }
  });

  it('holds for updates, where the account itself is not in its own way', async () => {
    const { user } = await registerUser({ username: 'Ada' });
    const other = await registerUser({ username: 'Grace' });
    const update = (documentId: string, data: object) =>
      strapi().documents('plugin::users-permissions.user').update({ documentId, data });

    expect(await update(user.documentId, { username: 'ADA' })).toMatchObject({ username: 'ADA' });
    await expect(update(other.user.documentId, { username: 'ada' })).rejects.toThrow(
      'Username "ada" is already taken',
    );
    await expect(update(other.user.documentId, { username: user.email })).rejects.toThrow(
      'contains an "@"',
    );
    await expect(update(other.user.documentId, { email: user.email })).rejects.toThrow(
      'is already taken',
    );
  });

  it('holds in the admin panel', async () => {
    await register(ADA);
    const admin = await withAdmin('strapi-super-admin');
    const { status, body } = await admin.post(
      '/content-manager/collection-types/plugin::users-permissions.user',
      { ...ADA, username: 'ada', email: 'other@example.com', role: { connect: [{ id: 1 }] } },
    );

    expect(status).toBe(400);
    expect(body.error.message).toContain('Username "ada" is already taken');
  });

  it('holds in the database, whoever writes', async () => {
    const insert = (username: string, email: string) =>
      strapi().db.connection.raw('INSERT INTO up_users (username, email) VALUES (?, ?)', [
        username,
        email,
      ]);
    await register(ADA);

    await expect(insert('ADA', 'a@example.com')).rejects.toThrow('up_users_username_uq');
    await expect(insert('grace', 'Ada@example.com')).rejects.toThrow('up_users_email_uq');
    await expect(insert('x@example.com', 'a@example.com')).rejects.toThrow('up_users_username_ck');
  });
});
