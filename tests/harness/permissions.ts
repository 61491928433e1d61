import { strapi } from '.';

const permissions = () => strapi().db.query('plugin::users-permissions.permission');

const authenticatedRole = async (): Promise<{ id: number }> =>
  (await strapi()
    .db.query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } })) as { id: number };

/** Lets signed-in users do something; returns how to take that back. */
export const grantToUsers = async (action: string): Promise<() => Promise<void>> => {
  const role = await authenticatedRole();
  const granted = (await permissions().create({ data: { action, role: role.id } })) as {
    id: number;
  };
  return async () => {
    await permissions().delete({ where: { id: granted.id } });
  };
};

/** Keeps signed-in users from something; returns how to give it back. */
export const revokeFromUsers = async (action: string): Promise<() => Promise<void>> => {
  const role = await authenticatedRole();
  const where = { action, role: { id: role.id } };
  const granted = (await permissions().findOne({ where })) as { id: number } | null;
  if (!granted) throw new Error(`Signed-in users have no permission "${action}"`);
  await permissions().delete({ where: { id: granted.id } });
  return async () => {
    await grantToUsers(action);
  };
};
