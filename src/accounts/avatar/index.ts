export { removeAvatar } from './avatar';
export { avatarController } from './controller';
export { removeAvatarsOfDeletedUsers } from './deleted-users';
