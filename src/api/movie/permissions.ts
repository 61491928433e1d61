import { type Permissions, READ } from '../../permissions/permissions-file';

export default {
  public: READ,
  authenticated: READ,
  editor: true,
  author: { readOwnOnly: true },
} satisfies Permissions;
