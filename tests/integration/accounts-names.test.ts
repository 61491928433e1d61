import {
  anonymous,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
  withAdmin,
  withUser,
} from '../harness';

const USER = 'plugin::users-permissions.user';
const ADMIN_USERS = `/content-manager/collection-types/${USER}`;

/** "é" as one character, and as "e" with an accent behind it. */
const COMPOSED = '\u00e9mile';
const DECOMPOSED = 'e\u0301mile';

type Field = 'username' | 'firstName' | 'lastName';

interface Refusal {
  name: string;
  message: string;
  details: { errors?: { path: string[] }[] };
}

/** What has become of a name. */
type Answer = { stored: unknown } | { error: string; message: string; path?: string[] };

/** Writes one name of an account. */
type Write = (field: Field, value: string) => Promise<Answer>;

const storedName = async (where: object, field: Field): Promise<unknown> => {
  const user = (await strapi().db.query(USER).findOne({ where })) as Record<Field, unknown>;
  return user[field];
};

const answer = async (
  refusal: Refusal | undefined,
  where: object,
  field: Field,
): Promise<Answer> =>
  refusal
    ? { error: refusal.name, message: refusal.message, path: refusal.details.errors?.[0]?.path }
    : { stored: await storedName(where, field) };

const newUser = () => {
  const username = `user-${crypto.randomUUID()}`;
  return { username, email: `${username}@example.com`, password: TEST_PASSWORD };
};

const errorOf = (result: unknown): Refusal | undefined =>
  (result as { errors?: { extensions: { error: Refusal } }[] }).errors?.[0]?.extensions.error;

const REGISTER = `mutation ($input: UsersPermissionsRegisterInput!) { register(input: $input) { jwt } }`;
const UPDATE = `mutation ($data: UpdateMeInput!) { updateMe(data: $data) { username } }`;

const WRITES: Record<string, Write> = {
  async 'POST /auth/local/register'(field, value) {
    const user = newUser();
    const { body } = await anonymous().post('/auth/local/register', { ...user, [field]: value });
    return answer(body.error as Refusal | undefined, { email: user.email }, field);
  },

  async 'mutation register'(field, value) {
    const input = { ...newUser(), [field]: value };
    const result = await anonymous().graphql(REGISTER, { input });
    return answer(errorOf(result), { email: input.email }, field);
  },

  async 'PUT /users/me'(field, value) {
    const { client, user } = await registerUser();
    const { body } = await client.put('/users/me', { [field]: value });
    return answer(body.error as Refusal | undefined, { id: user.id }, field);
  },

  async 'mutation updateMe'(field, value) {
    const { client, user } = await registerUser();
    const result = await client.graphql(UPDATE, { data: { [field]: value } });
    return answer(errorOf(result), { id: user.id }, field);
  },

  async 'the document service'(field, value) {
    const { user } = await registerUser();
    const { documentId } = user;
    try {
      await strapi()
        .documents(USER)
        .update({ documentId, data: { [field]: value } });
      return await answer(undefined, { id: user.id }, field);
    } catch (error) {
      return answer(error as Refusal, {}, field);
    }
  },
};

afterEach(clearCatalogue);

describe.each(Object.entries(WRITES))('a name by %s', (_name, write) => {
  it.each<[string, Field, string, string | null]>([
    ['without spaces at its ends', 'username', ' ada ', 'ada'],
    ['without line breaks at its ends', 'username', 'ada\n', 'ada'],
    ['in the composed form', 'username', DECOMPOSED, COMPOSED],
    ['without spaces at its ends', 'firstName', '  a ', 'a'],
    ['in the composed form', 'lastName', DECOMPOSED, COMPOSED],
    ['as none when it is empty', 'firstName', '', null],
    ['as none when it is of spaces', 'lastName', '   ', null],
    [
      'with as many letters as fit, of whatever plane',
      'firstName',
      '𐐷'.repeat(255),
      '𐐷'.repeat(255),
    ],
    ['with as many letters as fit', 'username', '𐐷'.repeat(255), '𐐷'.repeat(255)],
    ['in any script, with spaces inside', 'username', '李 Ω-ж', '李 Ω-ж'],
    ['with the joiners that it is spelled with', 'lastName', 'علی\u200cپور', 'علی\u200cپور'],
  ])('is stored %s: %s %#', async (_how, field, value, stored) => {
    expect(await write(field, value)).toEqual({ stored });
  });

  it.each<[Field, string, RegExp]>([
    ['username', '   ', /^"username" must have at least 3 characters, not 0\.$/],
    ['username', '😀😀', /^"username" must have at least 3 characters, not 2\.$/],
    ['username', '😀'.repeat(256), /^"username" must have at most 255 characters, not 256\.$/],
    ['firstName', '😀'.repeat(256), /^"firstName" must have at most 255 characters, not 256\.$/],
    ['username', 'a\u200bda', /^"username" must not contain the character U\+200B\. Leave out /],
    ['username', 'ada\u202egnp', /the character U\+202E/],
    ['username', 'علی\u200cپور', /the character U\+200C/],
    ['firstName', '\u200dada', /the character U\+200D/],
    ['username', 'a\nda', /the character U\+000A/],
    ['username', 'ada\u0007', /the character U\+0007/],
    ['firstName', 'a\u2028da', /^"firstName" .* the character U\+2028/],
    ['lastName', 'a\ue000da', /^"lastName" .* the character U\+E000/],
    ['lastName', 'a\u{e0041}da', /the character U\+E0041/],
    ['lastName', 'a\uffffda', /the character U\+FFFF/],
    ['lastName', 'a\ud800da', /the character U\+D800/],
  ])('is refused with what is wrong: %s %#', async (field, value, message) => {
    expect(await write(field, value)).toEqual({
      error: 'ValidationError',
      message: expect.stringMatching(message),
      path: [field],
    });
  });
});

describe('a username', () => {
  it.each([
    ['with spaces', 'Ada', ' ada '],
    ['spelled otherwise in Unicode', COMPOSED, DECOMPOSED],
  ])('is taken %s', async (_how, username, other) => {
    await registerUser({ username });
    const { status, body } = await anonymous().post('/auth/local/register', {
      ...newUser(),
      username: other,
    });

    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^Username ".*" is already taken\. Choose another one\.$/);
  });

  it.each(['ada@example.com', ' Ada@Example.com ', `${DECOMPOSED}@example.com`])(
    'may be the email of the account: %j',
    async (username) => {
      const email = username.trim();
      const user = { username, email, password: TEST_PASSWORD };
      const { status, body } = await anonymous().post('/auth/local/register', user);

      expect({ status, username: body.user?.username }).toEqual({ status: 200, username: email });
      const login = { identifier: email, password: TEST_PASSWORD };
      expect((await anonymous().post('/auth/local', login)).status).toBe(200);
    },
  );
});

describe('the admin panel', () => {
  const input = () => ({ ...newUser(), role: { connect: [{ id: 1 }] } });

  it('stores names in the same form', async () => {
    const admin = await withAdmin('strapi-super-admin');
    const { status } = await admin.post(ADMIN_USERS, { ...input(), username: ` ${DECOMPOSED} ` });

    expect(status).toBe(201);
    expect(
      await strapi()
        .db.query(USER)
        .count({ where: { username: COMPOSED } }),
    ).toBe(1);
  });

  it('is told what is wrong with a name', async () => {
    const admin = await withAdmin('strapi-super-admin');
    const { status, body } = await admin.post(ADMIN_USERS, { ...input(), firstName: 'a\u200bda' });

    expect(status).toBe(400);
    expect(body.error.message).toContain('"firstName" must not contain the character U+200B');
  });

  it('changes an account whose name is older than the rules, and not the name to another such', async () => {
    const { user } = await registerUser();
    const username = 'a\u200bda';
    await strapi()
      .db.query(USER)
      .update({ where: { id: user.id }, data: { username } });
    const admin = await withAdmin('strapi-super-admin');
    const path = `${ADMIN_USERS}/${user.documentId}`;
    const { email } = user;

    expect((await admin.put(path, { username, email, blocked: true })).status).toBe(200);
    expect(
      await strapi()
        .db.query(USER)
        .findOne({ where: { id: user.id } }),
    ).toMatchObject({
      username,
      blocked: true,
    });
    expect((await admin.put(path, { username: `${username}!`, email })).status).toBe(400);
  });
});

it('a profile is told of all names that are wrong', async () => {
  const { body } = await (
    await withUser()
  ).put('/users/me', { username: 'a\u200bda', firstName: 'a\u200bda' });

  expect(body.error.details.errors).toHaveLength(2);
});
