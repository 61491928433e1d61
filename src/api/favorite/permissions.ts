import type { Permissions } from '../../permissions';

/** Each answers for the caller's own favorites alone. */
export default {
  authenticated: ['toggle', 'add', 'remove', 'mine', 'states'],
} satisfies Permissions;
