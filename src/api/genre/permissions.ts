import { type Permissions, READ } from '../../permissions/permissions-file';

export default {
  public: READ,
  authenticated: READ,
  editor: true,
  author: true,
} satisfies Permissions;
