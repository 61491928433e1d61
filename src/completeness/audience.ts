import type { Core } from '@strapi/strapi';
import type { AdminAbility } from '../strapi-services/content-manager';
import { type Access, accessOf } from './access';
import { type CompletenessList, LISTS } from './lists';

/** As far as it is said who asks. */
interface AdminRequest {
  state: unknown;
}

/** Who may not read the title of an entry, or what the list is about, learns nothing from the list. */
const maySee = ({ subject, gaps }: CompletenessList, access: Access): boolean =>
  access.mayRead(subject.uid, [...subject.title.fields, ...gaps.flatMap(({ fields }) => fields)]);

/** What the administrator who sends the request may know of the catalogue. */
export const accessOfCaller = (strapi: Core.Strapi, { state }: AdminRequest): Access =>
  accessOf(strapi, (state as { userAbility: AdminAbility }).userAbility);

/** The lists that the administrator who sends the request may see, in the order of the desk. */
export const readableLists = (strapi: Core.Strapi, request: AdminRequest): CompletenessList[] => {
  const access = accessOfCaller(strapi, request);
  return LISTS.filter((list) => maySee(list, access));
};

/** Policy: whether the administrator may see one list, or with none in the config, any. */
export const readsCompletenessList = (
  request: AdminRequest,
  config: { list?: string },
  { strapi }: { strapi: Core.Strapi },
): boolean =>
  readableLists(strapi, request).some(({ name }) => !config.list || name === config.list);
