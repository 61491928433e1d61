import type { Core, UID } from '@strapi/strapi';
import { publishedFilters } from './filters';
import { isRecord, relationTarget } from './relations';
import { assertSortSeesNoDraft } from './sort';

/**
 * Applies the rules for filters and sorts to every level of a populate. Which version of an entry is
 * populated is Strapi's business: it follows the status of the query, which is `published`.
 *
 * @param populate as the content API has sanitized it; only its object form can filter or sort
 * @throws {errors.ValidationError} see {@link assertSortSeesNoDraft}
 */
export const publishedPopulate = (
  strapi: Core.Strapi,
  uid: UID.Schema,
  populate: unknown,
): unknown => {
  if (!isRecord(populate)) return populate;

  return Object.fromEntries(
    Object.entries(populate).map(([attribute, nested]) => {
      const target = relationTarget(strapi, uid, attribute);
      if (!target || !isRecord(nested)) return [attribute, nested];
      assertSortSeesNoDraft(strapi, target, nested.sort);
      return [
        attribute,
        {
          ...nested,
          ...(nested.filters ? { filters: publishedFilters(strapi, target, nested.filters) } : {}),
          ...(nested.populate
            ? { populate: publishedPopulate(strapi, target, nested.populate) }
            : {}),
        },
      ];
    }),
  );
};
