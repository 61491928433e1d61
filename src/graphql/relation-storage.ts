import type { Core } from '@strapi/strapi';
import { type Association, type StoredAttribute, storedType } from '../strapi-services/relations';

/** The target's rows have the value that a column of the owner's row has. */
interface ByColumn {
  target: string;
  ownerColumn: string;
  targetColumn: string;
}

/** A table has a row for each pair of owner and target. */
interface ByTable extends ByColumn {
  table: {
    name: string;
    toOwner: string;
    toTarget: string;
    /** Values that columns of that table must have: it may hold several relations. */
    on: Record<string, unknown>;
    /** The order in which an editor has put the targets. */
    orderBy?: Record<string, 'asc' | 'desc'>;
  };
}

/** Where a relation is kept in the database; columns are those of the database. */
export type RelationStorage = ByColumn | ByTable;

/** Of components too, which `strapi.contentType` does not know. */
export const isMedia = (
  strapi: Core.Strapi,
  { contentTypeUID, attributeName }: Association,
): boolean =>
  (strapi.getModel(contentTypeUID).attributes as Record<string, { type?: string }>)[attributeName]
    ?.type === 'media';

const relationTable = (
  target: string,
  { joinTable }: StoredAttribute,
): RelationStorage | undefined => {
  if (!joinTable || !('inverseJoinColumn' in joinTable)) return undefined;
  const { name, joinColumn, inverseJoinColumn, on = {}, orderBy } = joinTable;
  return {
    target,
    ownerColumn: joinColumn.referencedColumn,
    targetColumn: inverseJoinColumn.referencedColumn,
    table: { name, toOwner: joinColumn.name, toTarget: inverseJoinColumn.name, on, orderBy },
  };
};

/** Media: one table for the files of all types and fields. */
const mediaTable = (
  { contentTypeUID, attributeName }: Association,
  target: string,
  morph: StoredAttribute | undefined,
): RelationStorage | undefined => {
  if (!morph?.joinTable || !('morphColumn' in morph.joinTable)) return undefined;
  const { name, joinColumn, morphColumn, on, orderBy } = morph.joinTable;
  const { idColumn, typeColumn } = morphColumn;
  return {
    target,
    ownerColumn: idColumn.referencedColumn,
    targetColumn: joinColumn.referencedColumn,
    table: {
      name,
      toOwner: idColumn.name,
      toTarget: joinColumn.name,
      on: { ...on, field: attributeName, [typeColumn.name]: contentTypeUID },
      orderBy,
    },
  };
};

/**
 * Where the relation or media field is kept; undefined for kinds that this application does not have,
 * such as relations to or from entries of any type.
 */
export const relationStorage = (
  strapi: Core.Strapi,
  association: Association,
): RelationStorage | undefined => {
  const { attributes } = storedType(strapi, association.contentTypeUID);
  const attribute = attributes[association.attributeName];
  if (!attribute?.target) return undefined;
  const { target, joinColumn, morphBy } = attribute;
  if (joinColumn) {
    if (joinColumn.on) return undefined;
    return { target, ownerColumn: joinColumn.name, targetColumn: joinColumn.referencedColumn };
  }
  if (!morphBy) return relationTable(target, attribute);
  return isMedia(strapi, association)
    ? mediaTable(association, target, storedType(strapi, target).attributes[morphBy])
    : undefined;
};
