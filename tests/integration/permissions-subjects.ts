import type { UID } from '@strapi/strapi';
import { country, createCharacter, createMovie, createPerson } from '../factories';
import { anonymous, strapi, withApiToken, withUser, type Client } from '../harness';

export type Subject = 'movie' | 'person' | 'character' | 'genre' | 'country';

export const SUBJECTS: readonly Subject[] = ['movie', 'person', 'character', 'genre', 'country'];

interface SubjectDetails {
  uid: UID.ContentType;
  /** In REST paths and in the names of GraphQL lists. */
  plural: string;
  /** The field that tests read and write. */
  field: 'title' | 'firstName' | 'name';
  /** Creates one entry and gives its documentId. */
  create: () => Promise<string>;
  /** What a client sends to create one; every call with a new documentId for what it refers to. */
  data: () => Promise<Record<string, unknown>>;
}

/** Marks the genres and countries of these tests, which clearCatalogue would leave behind. */
const MARK = 'Permission test';

let sequence = 0;
/** Codes of four letters are those of former countries; none begins with X. */
const unusedCode = (): string =>
  `X${String.fromCharCode(65 + (Math.floor(sequence / 26) % 26), 65 + (sequence++ % 26))}X`;

const genreData = () => Promise.resolve({ name: `${MARK} ${(sequence += 1)}` });
const countryData = () => Promise.resolve({ name: `${MARK} ${sequence}`, code: unusedCode() });

export const DETAILS: Record<Subject, SubjectDetails> = {
  movie: {
    uid: 'api::movie.movie',
    plural: 'movies',
    field: 'title',
    create: async () => (await createMovie()).documentId,
    async data() {
      const { documentId } = await createMovie();
      const cast = await createCharacter(documentId);
      const director = await createPerson();
      return {
        title: 'New',
        director: director.documentId,
        country: await country('US'),
        characters: [cast.documentId],
      };
    },
  },
  person: {
    uid: 'api::person.person',
    plural: 'people',
    field: 'firstName',
    create: async () => (await createPerson()).documentId,
    data: async () => ({ firstName: 'New', country: await country('US') }),
  },
  character: {
    uid: 'api::character.character',
    plural: 'characters',
    field: 'name',
    create: async () => (await createCharacter((await createMovie()).documentId)).documentId,
    data: async () => ({
      name: 'New',
      role: 'leading',
      actor: (await createPerson()).documentId,
      movies: [(await createMovie()).documentId],
    }),
  },
  genre: {
    uid: 'api::genre.genre',
    plural: 'genres',
    field: 'name',
    create: async () =>
      (
        await strapi()
          .documents('api::genre.genre')
          .create({ data: await genreData() })
      ).documentId,
    data: genreData,
  },
  country: {
    uid: 'api::country.country',
    plural: 'countries',
    field: 'name',
    create: async () =>
      (
        await strapi()
          .documents('api::country.country')
          .create({ data: await countryData() })
      ).documentId,
    data: countryData,
  },
};

/** Every row of the type, drafts included: what a refused write must leave exactly as it is. */
export const rowsOf = (subject: Subject): Promise<unknown[]> =>
  strapi()
    .db.query(DETAILS[subject].uid)
    .findMany({ orderBy: { id: 'asc' } });

/** Removes the genres and countries that these tests have made, leaving the seeded ones. */
export const clearReferenceData = async (): Promise<void> => {
  for (const uid of ['api::genre.genre', 'api::country.country'] as const) {
    await strapi()
      .db.query(uid)
      .deleteMany({ where: { name: { $startsWith: MARK } } });
  }
};

/** An API token that reads and writes the catalogue, as a program of the editors would have. */
export const editorToken = (): Promise<Client> =>
  withApiToken(
    SUBJECTS.flatMap((subject) =>
      ['find', 'findOne', 'create', 'update', 'delete'].map(
        (action) => `${DETAILS[subject].uid}.${action}`,
      ),
    ),
  );

export interface Caller {
  name: string;
  connect: () => Promise<Client>;
  reads: boolean;
  writes: boolean;
}

export const CALLERS: readonly Caller[] = [
  {
    name: 'a public visitor',
    connect: () => Promise.resolve(anonymous()),
    reads: true,
    writes: false,
  },
  { name: 'a signed-in user', connect: withUser, reads: true, writes: false },
  { name: 'an editor token', connect: editorToken, reads: true, writes: true },
  {
    name: 'an API token without permissions',
    connect: () => withApiToken([]),
    reads: false,
    writes: false,
  },
];

/** Every caller with every subject, for `it.each`. */
export const CALLERS_AND_SUBJECTS = CALLERS.flatMap((caller) =>
  SUBJECTS.map((subject) => ({ ...caller, subject })),
);
