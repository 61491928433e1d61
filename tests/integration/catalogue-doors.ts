import {
  type AdminClient,
  type Client,
  type GraphQLResult,
  withAdmin,
  withTokenOfType,
} from '../harness';

/** What is answered to a write, through whichever door: GraphQL has no statuses, but names. */
export interface Answer {
  status: number;
  message: string;
  /** The fields that are refused. */
  paths: string[];
  documentId: string | undefined;
}

export type Type = 'movie' | 'person' | 'character' | 'genre' | 'country';
type Data = Record<string, unknown>;

/** Changes and deletes entries, with all permissions. Movies are written as drafts. */
export interface Door {
  create: (type: Type, data: Data) => Promise<Answer>;
  update: (type: Type, documentId: string, data: Data) => Promise<Answer>;
  remove: (type: Type, documentId: string) => Promise<Answer>;
  publish: (documentId: string) => Promise<Answer>;
}

export type DoorName = 'REST' | 'GraphQL' | 'the admin panel';

interface Refusal {
  message?: string;
  details?: { errors?: { path: string[] }[] };
}

const PLURALS: Record<Type, string> = {
  movie: 'movies',
  person: 'people',
  character: 'characters',
  genre: 'genres',
  country: 'countries',
};

const refusalIn = (error: Refusal | undefined) => ({
  message: error?.message ?? '',
  paths: (error?.details?.errors ?? []).map(({ path }) => path.join('.')),
});

interface Body {
  error?: Refusal;
  data?: { documentId?: string } | null;
}

const answerOf = ({ status, body }: { status: number; body: unknown }): Answer => {
  const { error, data } = (body ?? {}) as Body;
  // Creating and deleting have codes of their own.
  const code = status === 201 || status === 204 ? 200 : status;
  return { status: code, ...refusalIn(error), documentId: data?.documentId };
};

const STATUSES: Record<string, number> = {
  ValidationError: 400,
  BAD_USER_INPUT: 400,
  NotFoundError: 404,
};

const answerOfGraphQL = ({ data, errors }: GraphQLResult): Answer => {
  const [first] = errors ?? [];
  const extensions = first?.extensions;
  const kind = extensions?.error?.name ?? extensions?.code ?? '';
  const written = data?.written as { documentId?: string } | null | undefined;
  return {
    status: first ? (STATUSES[kind] ?? 500) : 200,
    ...refusalIn({ message: first?.message, details: extensions?.error?.details }),
    documentId: written?.documentId,
  };
};

const rest = (program: Client): Door => {
  const draft = (type: Type) => (type === 'movie' ? { status: 'draft' } : {});
  return {
    create: async (type, data) =>
      answerOf(await program.post(`/${PLURALS[type]}`, { data }, draft(type))),
    update: async (type, documentId, data) =>
      answerOf(await program.put(`/${PLURALS[type]}/${documentId}`, { data }, draft(type))),
    remove: async (type, documentId) =>
      answerOf(await program.delete(`/${PLURALS[type]}/${documentId}`)),
    publish: async (documentId) =>
      answerOf(await program.put(`/movies/${documentId}`, { data: {} })),
  };
};

const graphql = (program: Client): Door => {
  const named = (type: Type) => type.charAt(0).toUpperCase() + type.slice(1);
  const ask = async (mutation: string, variables: object, parameters: string) =>
    answerOfGraphQL(
      await program.graphql(
        `mutation (${parameters}) { written: ${mutation} { documentId } }`,
        variables,
      ),
    );
  const draft = (type: Type) => (type === 'movie' ? ', status: DRAFT' : '');
  return {
    create: (type, data) =>
      ask(
        `create${named(type)}(data: $data${draft(type)})`,
        { data },
        `$data: ${named(type)}Input!`,
      ),
    update: (type, id, data) =>
      ask(
        `update${named(type)}(documentId: $id, data: $data${draft(type)})`,
        { id, data },
        `$id: ID!, $data: ${named(type)}Input!`,
      ),
    remove: (type, id) => ask(`delete${named(type)}(documentId: $id)`, { id }, '$id: ID!'),
    publish: (id) => ask('updateMovie(documentId: $id, data: {})', { id }, '$id: ID!'),
  };
};

const MANAGER = '/content-manager/collection-types';

const adminPanel = (admin: AdminClient): Door => {
  const path = (type: Type) => `${MANAGER}/api::${type}.${type}`;
  return {
    create: async (type, data) => answerOf(await admin.post(path(type), data)),
    update: async (type, id, data) => answerOf(await admin.put(`${path(type)}/${id}`, data)),
    remove: async (type, id) => answerOf(await admin.delete(`${path(type)}/${id}`)),
    publish: async (id) => answerOf(await admin.post(`${path('movie')}/${id}/actions/publish`, {})),
  };
};

/** A program's and an administrator's ways to write. */
export const openDoors = async (): Promise<Record<DoorName, Door>> => {
  const program = await withTokenOfType('full-access');
  return {
    REST: rest(program),
    GraphQL: graphql(program),
    'the admin panel': adminPanel(await withAdmin('strapi-super-admin')),
  };
};

export const DOORS: readonly DoorName[] = ['REST', 'GraphQL', 'the admin panel'];

/** The bulk deletion of the admin panel. */
export const removeMany = async (
  admin: AdminClient,
  type: Type,
  documentIds: string[],
): Promise<Answer> =>
  answerOf(await admin.post(`${MANAGER}/api::${type}.${type}/actions/bulkDelete`, { documentIds }));
