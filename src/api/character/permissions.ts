import { type Permissions, READ } from '../../permissions';

export default {
  public: READ,
  authenticated: READ,
  editor: true,
  author: true,
} satisfies Permissions;
