import type { Core, UID } from '@strapi/strapi';
import type { GraphQLContext } from '.';
import { graphqlBuilders } from '.';

/** Of an entry of `contentTypeUID`, the relation or media field `attributeName`. */
export interface Association {
  contentTypeUID: UID.ContentType;
  attributeName: string;
}

/** Where a field stands in the answer; `prev` is the field that it is in. */
export interface ResponsePath {
  key: string | number;
  prev?: ResponsePath;
}

/** The arguments of the fields of Query, by their keys in the answer; none in mutations. */
export interface AssociationContext extends GraphQLContext {
  rootQueryArgsByPath?: Map<string | number, Record<string, unknown>>;
}

/** `nodes` for relations to many, `value` for those to one; `info` is for the fields below. */
export type AssociationAnswer = ({ nodes: unknown } | { value: unknown }) & { info: object };

export type AssociationResolver = (
  parent: object,
  args: Record<string, unknown>,
  context: AssociationContext,
  info: { path: ResponsePath },
) => Promise<AssociationAnswer>;

export interface AssociationBuilders {
  buildAssociationResolver: (association: Association) => AssociationResolver;
}

interface BuilderFactory {
  new: (name: string, registry: object) => AssociationBuilders;
}

/** Makes what a schema is built with; its result can be changed before the schema uses it. */
export const graphqlBuilderFactory = (strapi: Core.Strapi): BuilderFactory =>
  graphqlBuilders(strapi) as unknown as BuilderFactory;

/** Parameters of the database layer, as `query-params` makes them of those of the API. */
export interface RelationQuery {
  select?: unknown;
  where?: unknown;
  orderBy?: unknown;
  limit?: number;
  offset?: number;
  populate?: unknown;
  ordering?: string;
}

interface Repository {
  load: (entry: object, field: string, query: RelationQuery) => Promise<unknown>;
}

/** What reads and writes the rows of one type; there is one for each. */
export const repository = (strapi: Core.Strapi, uid: UID.Schema): Repository =>
  strapi.db.query(uid);

interface JoinColumn {
  name: string;
  referencedColumn: string;
}

interface JoinTable {
  name: string;
  joinColumn: JoinColumn;
  inverseJoinColumn: JoinColumn;
  on?: Record<string, unknown>;
  orderBy?: Record<string, 'asc' | 'desc'>;
}

interface MorphJoinTable extends Omit<JoinTable, 'inverseJoinColumn'> {
  morphColumn: { idColumn: JoinColumn; typeColumn: { name: string } };
}

/** How an attribute is stored, as far as it tells relations apart. */
export interface StoredAttribute {
  target?: string;
  morphBy?: string;
  joinColumn?: JoinColumn & { on?: unknown };
  joinTable?: JoinTable | MorphJoinTable;
}

/** How a type is stored. */
export interface StoredType {
  tableName: string;
  attributes: Partial<Record<string, StoredAttribute>>;
}

export const storedType = (strapi: Core.Strapi, uid: string): StoredType =>
  strapi.db.metadata.get(uid) as unknown as StoredType;
