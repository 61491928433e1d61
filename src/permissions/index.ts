import type { Core } from '@strapi/strapi';
import { seedAdminPermissions } from './admin';
import { seedContentApiPermissions } from './content-api';
import { seedLabelPermissions } from './labels';

export { type AuthorLimits, type Permissions, READ } from './permissions-file';

/** Grants what each role starts with; what an administrator changes afterwards stays changed. */
export const seedPermissions = async (strapi: Core.Strapi): Promise<void> => {
  await seedContentApiPermissions(strapi);
  await seedAdminPermissions(strapi);
  await seedLabelPermissions(strapi);
};
