import type { Core } from '@strapi/strapi';
import { FULL_ACCESS } from './access';
import type { ListedEntry } from './answers';
import { findPage } from './find';
import { BROKEN_MOVIES, type CompletenessList, LISTS } from './lists';
import { MAX_PAGE_SIZE } from './page-query';

/** One list, with its first entries. */
interface CheckedList {
  name: string;
  uid: string;
  count: number;
  /** The first 100 at most. */
  entries: ListedEntry[];
}

export interface CatalogueCheck {
  /** Published movies that lack what a published movie needs; nothing should let that happen. */
  broken: CheckedList;
  /** Everything that the completeness desk lists, in its order. */
  lists: CheckedList[];
}

const check = async (strapi: Core.Strapi, list: CompletenessList<string>): Promise<CheckedList> => {
  const { results, pagination } = await findPage(
    strapi,
    list,
    { page: 1, pageSize: MAX_PAGE_SIZE },
    FULL_ACCESS,
  );
  return { name: list.name, uid: list.subject.uid, count: pagination.total, entries: results };
};

/** Looks through the whole catalogue, whoever may read it: a statement for each list. */
export const checkCatalogue = async (strapi: Core.Strapi): Promise<CatalogueCheck> => {
  const broken = await check(strapi, BROKEN_MOVIES);
  const lists: CheckedList[] = [];
  for (const list of LISTS) lists.push(await check(strapi, list));
  return { broken, lists };
};
