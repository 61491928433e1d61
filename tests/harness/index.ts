import type { Core } from '@strapi/strapi';
import type { TestApplication } from './application';

export {
  anonymous,
  createApiToken,
  outsideApi,
  registerUser,
  TEST_ADMIN_DOMAIN,
  TEST_PASSWORD,
  withAdmin,
  withApiToken,
  withJwt,
  withTokenOfType,
  withUser,
  type AdminClient,
  type Client,
  type GraphQLResult,
  type RegisteredUser,
} from './clients';
export { clearCatalogue } from './database';
export { grantToUsers, revokeFromUsers } from './permissions';
export { sql, sqlOn, type Sql } from './sql';
export { roundTripsOf } from './round-trips';
export { until } from './until';

/** The running application. Only integration tests have one. */
export const application = (): TestApplication => {
  if (!globalThis.testApplication) throw new Error('There is no application in this test project');
  return globalThis.testApplication;
};

export const strapi = (): Core.Strapi => application().strapi;
