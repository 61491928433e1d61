import type { Permissions } from '../../permissions';

export default { public: ['find'], authenticated: ['find'] } satisfies Permissions;
