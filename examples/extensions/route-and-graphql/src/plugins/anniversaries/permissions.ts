import type { Permissions } from '../../permissions';

/** Of the controller that is named like the folder: over REST, and over GraphQL by its scope. */
export default {
  public: ['find'],
  authenticated: ['find'],
} satisfies Permissions;
