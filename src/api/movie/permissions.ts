import { type Permissions, READ } from '../../permissions';

export default {
  public: [...READ, 'facets'],
  authenticated: [...READ, 'facets'],
  editor: true,
  author: { readOwnOnly: true },
} satisfies Permissions;
