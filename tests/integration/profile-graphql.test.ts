import { anonymous, clearCatalogue, withTokenOfType, withUser } from '../harness';

afterEach(clearCatalogue);

describe('the profile over GraphQL', () => {
  const UPDATE = `mutation ($data: UpdateMeInput!) {
    updateMe(data: $data) { username firstName lastName avatar { url } role { name } }
  }`;

  it('is changed by the rules of REST', async () => {
    const client = await withUser();
    const changes = { username: 'grace', firstName: ' Grace ', lastName: 'Hopper' };
    const { data } = await client.graphql(UPDATE, { data: changes });

    expect(data?.updateMe).toEqual({
      ...changes,
      firstName: 'Grace',
      avatar: null,
      role: { name: 'Authenticated' },
    });
    const { data: read } = await client.graphql('{ me { id firstName lastName email } }');
    expect(read?.me).toMatchObject({ firstName: 'Grace', lastName: 'Hopper' });
  });

  it('refuses with the errors of REST', async () => {
    const client = await withUser();
    for (const data of [{ username: 'ab' }, { lastName: 'x'.repeat(256) }, { username: 'a@b.c' }]) {
      const { errors } = await client.graphql(UPDATE, { data });
      const { body } = await client.put('/users/me', data);

      expect(errors?.[0]?.extensions?.error).toEqual({
        name: body.error.name,
        message: body.error.message,
        details: body.error.details,
      });
    }
  });

  it('refuses text that cannot be stored', async () => {
    const { errors } = await (await withUser()).graphql(UPDATE, { data: { firstName: 'a\0b' } });

    expect(errors?.[0]?.extensions?.error?.name).toBe('ValidationError');
  });

  it('has no other fields to set', async () => {
    const client = await withUser();
    for (const field of ['email', 'password', 'role', 'blocked', 'avatar']) {
      const { errors } = await client.graphql(UPDATE, { data: { [field]: 'x' } });
      expect(errors?.[0]?.message).toContain(`"${field}" is not defined by type`);
    }
  });

  it.each(['{ me { username } }', 'mutation { deleteMyAvatar { username } }'])(
    'is for who is signed in: %s',
    async (operation) => {
      for (const client of [anonymous(), await withTokenOfType('full-access')]) {
        const { errors } = await client.graphql(operation);
        expect(errors?.map(({ extensions }) => extensions?.error?.name)).toEqual([
          'UnauthorizedError',
        ]);
      }
    },
  );
});
