import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { adminUserService, roleService } from '../strapi-services';

/** An account of the admin panel, with the password it was created with. */
export interface DemoAccount {
  role: string;
  email: string;
  password: string;
}

const ACCOUNTS = [
  {
    code: 'strapi-super-admin',
    role: 'super admin',
    email: 'admin@reelbase.test',
    firstname: 'Ada',
    lastname: 'Admin',
  },
  {
    code: 'strapi-editor',
    role: 'editor',
    email: 'editor@reelbase.test',
    firstname: 'Edith',
    lastname: 'Editor',
  },
] as const;

/** 128 random bits; the ending satisfies Strapi's rule of a lower and an upper case letter and a digit. */
const newPassword = (): string => `${randomBytes(16).toString('base64url')}aA1`;

const isMissing = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';

const readAccounts = async (file: string): Promise<DemoAccount[]> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoAccount[];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

const exists = async (strapi: Core.Strapi, email: string): Promise<boolean> =>
  (await strapi.db.query('admin::user').count({ where: { email } })) > 0;

/**
 * Creates the demo's super admin and editor, once, and keeps their generated passwords in
 * `demo-accounts.json` of the data folder, readable by its owner alone.
 *
 * @param dataDir absolute path
 * @returns the accounts that exist and whose first password is known here
 */
export const ensureDemoAccounts = async (
  strapi: Core.Strapi,
  dataDir: string,
): Promise<DemoAccount[]> => {
  const file = path.join(dataDir, 'demo-accounts.json');
  const accounts = new Map((await readAccounts(file)).map((account) => [account.email, account]));

  for (const { code, role, email, firstname, lastname } of ACCOUNTS) {
    if (await exists(strapi, email)) continue;
    const account = { role, email, password: newPassword() };
    accounts.set(email, account);
    // Written first: an account whose password nobody knows would be of no use.
    await writeFile(file, `${JSON.stringify([...accounts.values()], null, 2)}\n`, { mode: 0o600 });
    const adminRole = await roleService(strapi).findOne({ code });
    await adminUserService(strapi).create({
      email,
      firstname,
      lastname,
      password: account.password,
      isActive: true,
      roles: adminRole ? [adminRole.id] : [],
    });
  }
  return [...accounts.values()];
};
