import { extendUsersPermissions } from '../../accounts';

export default extendUsersPermissions;
