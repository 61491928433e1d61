export { parseProfileChanges } from './changes';
export { profileController } from './controller';
export { changeProfile, findUser, readProfile } from './profile';
export { assertNoQuery } from './query';
export { USER } from './user-type';
