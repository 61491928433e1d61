import type { Core, UID } from '@strapi/strapi';
import { traverseEntity } from '@strapi/utils';

/** Looks at one attribute of an entity; `set` replaces its value in the copy that comes of it. */
export type Visitor = (
  found: { key: string; value: unknown; attribute?: { type: string } },
  utils: { set: (key: string, value: unknown) => void },
) => Promise<void>;

type Traverse = (visitor: Visitor, options: object, entity: object) => Promise<object>;

/** Visits all attributes of an entity and of what is populated in it. Strapi awaits the visitor. */
export const traverse = (
  strapi: Core.Strapi,
  visitor: Visitor,
  uid: UID.Schema,
  entity: object,
): Promise<object> =>
  (traverseEntity as unknown as Traverse)(
    visitor,
    { schema: strapi.getModel(uid), getModel: strapi.getModel.bind(strapi) },
    entity,
  );
