import { createMovie } from '../factories';
import { clearCatalogue, strapi, withApiToken, withTokenOfType, type Client } from '../harness';
import {
  CALLERS,
  CALLERS_AND_SUBJECTS,
  clearReferenceData,
  DETAILS,
  editorToken,
  rowsOf,
  SUBJECTS,
  type Subject,
} from './permissions-subjects';

const pascal = (subject: Subject): string =>
  `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;

const queriesOf = (subject: Subject, id: string): string[] => {
  const { plural, field } = DETAILS[subject];
  return [
    `{ ${plural} { ${field} } }`,
    `{ ${plural}_connection { pageInfo { total } nodes { ${field} } } }`,
    `{ ${subject}(documentId: "${id}") { ${field} } }`,
  ];
};

const create = (client: Client, subject: Subject, data: object) =>
  client.graphql(
    `mutation ($data: ${pascal(subject)}Input!) {
      create${pascal(subject)}(data: $data) { documentId ${DETAILS[subject].field} }
    }`,
    { data },
  );

const update = (client: Client, subject: Subject, documentId: string, data: object) =>
  client.graphql(
    `mutation ($documentId: ID!, $data: ${pascal(subject)}Input!) {
      update${pascal(subject)}(documentId: $documentId, data: $data) { ${DETAILS[subject].field} }
    }`,
    { documentId, data },
  );

const remove = (client: Client, subject: Subject, documentId: string) =>
  client.graphql(
    `mutation ($documentId: ID!) {
      delete${pascal(subject)}(documentId: $documentId) { documentId }
    }`,
    { documentId },
  );

/** Refused because of who asks: no data at all, and the reason. */
const expectForbidden = ({ data, errors }: Awaited<ReturnType<Client['graphql']>>): void => {
  expect(errors?.map(({ message }) => message)).toEqual(['Forbidden access']);
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
};

afterEach(async () => {
  await clearCatalogue();
  await clearReferenceData();
});

describe('reading over GraphQL', () => {
  it.each(CALLERS_AND_SUBJECTS)(
    '$name may query $subject entries: $reads',
    async ({ connect, reads, subject }) => {
      const client = await connect();
      const id = await DETAILS[subject].create();

      for (const query of queriesOf(subject, id)) {
        const answer = await client.graphql(query);
        if (reads) expect(answer).toEqual({ data: expect.any(Object) });
        else expectForbidden(answer);
      }
    },
  );
});

describe('writing over GraphQL', () => {
  it.each(CALLERS_AND_SUBJECTS.filter(({ writes }) => !writes))(
    '$name cannot create, change or delete $subject entries',
    async ({ connect, subject }) => {
      const client = await connect();
      const id = await DETAILS[subject].create();
      const newEntry = await DETAILS[subject].data();
      const before = await rowsOf(subject);

      expectForbidden(await create(client, subject, newEntry));
      expectForbidden(await update(client, subject, id, { [DETAILS[subject].field]: 'Changed' }));
      expectForbidden(await remove(client, subject, id));
      expect(await rowsOf(subject)).toEqual(before);
    },
  );

  it.each(SUBJECTS)('an editor token creates, changes and deletes %s entries', async (subject) => {
    const { field, uid, data } = DETAILS[subject];
    const client = await editorToken();
    const newEntry = await data();
    const stored = (documentId: string) =>
      strapi().db.query(uid).findOne({ where: { documentId } });

    const created = await create(client, subject, newEntry);
    const entry = created.data?.[`create${pascal(subject)}`] as Record<string, string>;
    const { documentId = '' } = entry;
    expect(await stored(documentId)).toMatchObject({ [field]: newEntry[field] });

    await update(client, subject, documentId, { [field]: 'Permission test, changed' });
    expect(await stored(documentId)).toMatchObject({ [field]: 'Permission test, changed' });

    await remove(client, subject, documentId);
    expect(await stored(documentId)).toBeNull();
  });
});

const FAVORITE_OPERATIONS = [
  '{ favorites { documentId movieDocumentId } }',
  '{ favorites_connection { pageInfo { total } } }',
  '{ favorite(documentId: "FAVORITE") { movieDocumentId user { email } } }',
  'mutation { createFavorite(data: { movieDocumentId: "MOVIE", user: "USER" }) { documentId } }',
  'mutation { updateFavorite(documentId: "FAVORITE", data: {}) { documentId } }',
  'mutation { deleteFavorite(documentId: "FAVORITE") { documentId } }',
];

/** Tries everything that Strapi generates for a content type on somebody's favorite. */
const tryFavorites = async (client: Client) => {
  const user = await strapi()
    .documents('plugin::users-permissions.user')
    .create({ data: { username: 'fan', email: 'fan@example.com', password: 'secret phrase' } });
  const movieDocumentId = (await createMovie()).documentId;
  const favorites = strapi().db.query('api::favorite.favorite');
  const favorite = await favorites.create({ data: { user: user.id, movieDocumentId } });
  const before = await favorites.findMany();

  const answers = [];
  for (const operation of FAVORITE_OPERATIONS) {
    answers.push(
      await client.graphql(
        operation
          .replace('FAVORITE', favorite.documentId)
          .replace('MOVIE', movieDocumentId)
          .replace('USER', user.documentId),
      ),
    );
  }
  return { answers, before, after: await favorites.findMany() };
};

describe('favorites over GraphQL', () => {
  it.each(CALLERS)('cannot be read or written by $name', async ({ connect }) => {
    const { answers, before, after } = await tryFavorites(await connect());

    for (const { data, errors } of answers) {
      expect(errors?.[0]?.message).toMatch(/^Forbidden access$|Cannot query field/);
      expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    }
    expect(after).toEqual(before);
  });

  it.each(['read-only', 'full-access'] as const)(
    'cannot be read or written by a %s API token',
    async (type) => {
      const { answers, before, after } = await tryFavorites(await withTokenOfType(type));

      expect(answers.map(({ data }) => data ?? null)).toEqual(FAVORITE_OPERATIONS.map(() => null));
      expect(after).toEqual(before);
    },
  );

  it.each(['find', 'findOne', 'create', 'update', 'delete'])(
    'are no permission that an API token could be given: %s',
    async (action) => {
      await expect(withApiToken([`api::favorite.favorite.${action}`])).rejects.toThrow(
        'Unknown permissions provided',
      );
    },
  );
});

describe('the number of favorites', () => {
  it('is no input of createMovie and updateMovie', async () => {
    const client = await editorToken();
    const { documentId } = await createMovie();
    const newMovie = { ...(await DETAILS.movie.data()), favoritesCount: 5 };
    const answers = [
      await create(client, 'movie', newMovie),
      await update(client, 'movie', documentId, { favoritesCount: 5 }),
    ];

    for (const { data, errors } of answers) {
      expect(errors?.[0]?.message).toMatch('Field "favoritesCount" is not defined');
      expect(data).toBeUndefined();
    }
    const movie = await client.graphql(`{ movie(documentId: "${documentId}") { favoritesCount } }`);
    expect(movie).toEqual({ data: { movie: { favoritesCount: 0 } } });
  });
});
