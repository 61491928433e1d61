import type { Core, UID } from '@strapi/strapi';
import DataLoader from 'dataloader';
import { fileService, type FileRow } from '../strapi-services/media-storage';
import {
  type Association,
  type AssociationAnswer,
  type AssociationBuilders,
  type AssociationContext,
  type AssociationResolver,
  graphqlBuilderFactory,
  type RelationQuery,
  repository,
  type ResponsePath,
} from '../strapi-services/relations';
import { relationRows } from './relation-rows';
import { isMedia, type RelationStorage, relationStorage } from './relation-storage';

/**
 * Given to the plugin's resolver in place of an entry, it learns what the resolver would ask of the
 * database.
 */
class Probe {
  query: RelationQuery = {};
}

/** Lets the plugin's resolvers of a type be asked with a {@link Probe}, for which nothing is read. */
const answerProbes = (strapi: Core.Strapi, uid: UID.Schema): void => {
  const entries = repository(strapi, uid);
  const load = entries.load.bind(entries);
  entries.load = (entry, field, query) => {
    if (!(entry instanceof Probe)) return load(entry, field, query);
    entry.query = query;
    return Promise.resolve(null);
  };
};

/** One question of a request about a relation, whoever's: how to answer it for one entry. */
interface Question {
  /** The plugin's answer, but for the entries. */
  shape: AssociationAnswer;
  related: DataLoader<number, unknown>;
}

/** Of one owner after the other: entries to many, an entry or null to one; files with signed URLs. */
const readRelated = async (
  strapi: Core.Strapi,
  association: Association,
  storage: RelationStorage,
  { query, shape, ids }: { query: RelationQuery; shape: AssociationAnswer; ids: readonly number[] },
): Promise<unknown[]> => {
  const rows = await relationRows(strapi, association, storage, [...new Set(ids)], query);
  const sign = isMedia(strapi, association)
    ? (files: object[]) =>
        Promise.all(files.map((file) => fileService(strapi).signFileUrls(file as FileRow)))
    : (entries: object[]) => Promise.resolve(entries);
  return Promise.all(
    ids.map(async (id) => {
      const found = rows.get(id) ?? [];
      if ('nodes' in shape) return sign(found);
      return (await sign(found.slice(0, 1)))[0] ?? null;
    }),
  );
};

/** What the plugin's resolver looks at, besides the entry and the caller. */
const keyOf = (
  { contentTypeUID, attributeName }: Association,
  args: object,
  { rootQueryArgsByPath }: AssociationContext,
  path: ResponsePath,
): string => {
  let root = path;
  while (root.prev) root = root.prev;
  const { _originField, status, publicationFilter, hasPublishedVersion } =
    rootQueryArgsByPath?.get(root.key) ?? {};
  return JSON.stringify(
    [
      contentTypeUID,
      attributeName,
      args,
      _originField,
      status,
      publicationFilter,
      hasPublishedVersion,
    ],
    (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  );
};

/** Asks the plugin's resolver once, and reads the entries of all owners that are resolved together. */
const ask = async (
  strapi: Core.Strapi,
  association: Association,
  storage: RelationStorage,
  resolveByPlugin: (probe: Probe) => Promise<AssociationAnswer>,
): Promise<Question> => {
  const probe = new Probe();
  const shape = await resolveByPlugin(probe);
  const related = new DataLoader<number, unknown>(
    (ids) => readRelated(strapi, association, storage, { query: probe.query, shape, ids }),
    // A mutation may change what another one of the same request has read.
    { cache: false },
  );
  return { shape, related };
};

const batchedBuilders = (
  strapi: Core.Strapi,
  buildByPlugin: AssociationBuilders['buildAssociationResolver'],
): AssociationBuilders => {
  const questionsOf = new WeakMap<AssociationContext, Map<string, Promise<Question>>>();
  const probed = new Set<UID.Schema>();

  const buildAssociationResolver = (association: Association): AssociationResolver => {
    const byPlugin = buildByPlugin(association);
    const storage = relationStorage(strapi, association);
    if (!storage) return byPlugin;
    const { contentTypeUID } = association;
    if (!probed.has(contentTypeUID)) answerProbes(strapi, contentTypeUID);
    probed.add(contentTypeUID);

    return async (parent, args, context, info) => {
      const { id } = parent as { id?: unknown };
      if (typeof id !== 'number') return byPlugin(parent, args, context, info);
      const questions = questionsOf.get(context) ?? new Map<string, Promise<Question>>();
      questionsOf.set(context, questions);
      const key = keyOf(association, args, context, info.path);
      const asking =
        questions.get(key) ??
        ask(strapi, association, storage, (probe) => byPlugin(probe, args, context, info));
      questions.set(key, asking);
      const { shape, related } = await asking;
      const found = await related.load(id);
      return 'nodes' in shape ? { ...shape, nodes: found } : { ...shape, value: found };
    };
  };
  return { buildAssociationResolver };
};

/**
 * Lets GraphQL read a relation of a whole list at once.
 *
 * The plugin reads each relation of each entry by itself, with two statements: a list of 25 movies with
 * five relations takes more than 400. Here its resolver is asked once per field and arguments, so that
 * validation, permissions, drafts, filters and limits stay the plugin's, and what it would have read
 * for one entry is read in one statement for all entries that are resolved together.
 *
 * The plugin has no option for this; it makes the builders of a schema in one place, which is where
 * that of the resolvers is replaced.
 */
export const loadRelationsInBatches = (strapi: Core.Strapi): void => {
  const factory = graphqlBuilderFactory(strapi);
  const create = factory.new.bind(factory);
  factory.new = (name, registry) => {
    const builders = create(name, registry);
    return Object.assign(
      builders,
      batchedBuilders(strapi, builders.buildAssociationResolver.bind(builders)),
    );
  };
};
