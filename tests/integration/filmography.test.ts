import { createCharacter, createDraft, createImage, createMovie, createPerson } from '../factories';
import {
  anonymous,
  clearCatalogue,
  registerUser,
  revokeFromUsers,
  strapi,
  withApiToken,
} from '../harness';
import { statementsOf } from '../harness/statements';

interface Entry {
  movie: { documentId: string; title: string };
  directed: boolean;
  characters: { documentId: string; name: string; role: string }[];
}

interface Body {
  data: Entry[];
  meta: { totals: { movies: number; budget: number }; pagination: object };
}

let person: string;
let path: string;

beforeAll(async () => {
  await clearCatalogue();
  person = (await createPerson({ firstName: 'Clint', lastName: 'Eastwood' })).documentId;
  path = `/people/${person}/filmography`;
  const both = await createMovie({
    title: 'Both',
    director: person,
    releaseDate: '1992-08-07',
    budget: 100,
    poster: await createImage(),
  });
  await createCharacter(both.documentId, { name: 'Old', role: 'supporting', actor: person });
  await createCharacter(both.documentId, { name: 'Young', role: 'leading', actor: person });
  const acted = await createMovie({ title: 'Acted', releaseDate: '1966-12-23', budget: 20 });
  await createCharacter(acted.documentId, {
    name: 'Blondie',
    description: 'Rides alone.',
    actor: person,
  });
  await createMovie({ title: 'Undated', director: person });
  await createMovie({ title: 'Same day', director: person, releaseDate: '1992-08-07', budget: 3 });
  const draft = await createDraft({ title: 'Draft', director: person, budget: 1_000 });
  await createCharacter(draft.documentId, { name: 'Of a draft', actor: person });
  await createMovie({ title: "Somebody else's" });
  for (const { documentId } of [both, acted]) {
    await strapi().documents('api::movie.movie').publish({ documentId });
  }
});

afterAll(clearCatalogue);

const read = async (query: object = {}, client = anonymous()): Promise<Body> => {
  const { body, status } = await client.get(path, query as Record<string, unknown>);
  expect(status).toBe(200);
  return body as Body;
};

const titlesOf = ({ data }: Body): string[] => data.map(({ movie }) => movie.title);

it('lists published movies once each, newest first, those without a date last', async () => {
  const body = await read();
  expect(titlesOf(body).slice(0, 2).sort()).toEqual(['Both', 'Same day']);
  expect(titlesOf(body).slice(2)).toEqual(['Acted', 'Undated']);
});

it('says what somebody did in each, with the characters in billing order', async () => {
  const { data } = await read();
  const shown = data.map(({ movie, directed, characters }) => ({
    title: movie.title,
    directed,
    characters: characters.map(({ name, role }) => [name, role]),
  }));
  expect(shown).toEqual(
    expect.arrayContaining([
      {
        title: 'Both',
        directed: true,
        characters: [
          ['Old', 'supporting'],
          ['Young', 'leading'],
        ],
      },
      { title: 'Acted', directed: false, characters: [['Blondie', 'leading']] },
      { title: 'Undated', directed: true, characters: [] },
    ]),
  );
  expect(Object.keys(data[0]?.characters[0] ?? data[1]?.characters[0] ?? {}).sort()).toEqual([
    'documentId',
    'id',
    'name',
    'role',
  ]);
});

it('shows a movie as its own endpoint does, with the poster', async () => {
  const { data } = await read();
  for (const { movie } of data) {
    const { body } = await anonymous().get(`/movies/${movie.documentId}`, { populate: 'poster' });
    expect(movie).toEqual((body as { data: object }).data);
  }
});

it('sums up all of them, whichever page is asked for', async () => {
  const totals = { movies: 4, budget: 123 };
  expect((await read()).meta).toEqual({
    totals,
    pagination: { page: 1, pageSize: 25, pageCount: 1, total: 4 },
  });
  const beyond = await read({ pagination: { page: 9, pageSize: 2 } });
  expect(beyond.data).toEqual([]);
  expect(beyond.meta).toEqual({
    totals,
    pagination: { page: 9, pageSize: 2, pageCount: 2, total: 4 },
  });
});

it('has each movie on one page', async () => {
  const pages = await Promise.all(
    [0, 1, 2, 3].map((start) => read({ pagination: { start, limit: 1 } })),
  );
  expect(pages.flatMap(titlesOf)).toEqual(titlesOf(await read()));
  expect(pages[1]?.meta.pagination).toEqual({ start: 1, limit: 1, total: 4 });
});

it('leaves out what all pages have together where that is not wanted', async () => {
  for (const [withCount, described] of [
    ['false', { page: 1, pageSize: 25 }],
    ['true', { page: 1, pageSize: 25, pageCount: 1, total: 4 }],
  ]) {
    expect((await read({ pagination: { withCount } })).meta.pagination).toEqual(described);
    const { body } = await anonymous().get('/movies', { pagination: { withCount } });
    expect(Object.keys((body as Body).meta.pagination)).toEqual(Object.keys(described as object));
  }
});

it('is empty for a person without movies, and 404 for nobody', async () => {
  const { documentId } = await createPerson();
  const { body } = await anonymous().get(`/people/${documentId}/filmography`);
  expect(body).toMatchObject({ data: [], meta: { totals: { movies: 0, budget: 0 } } });
  const { status } = await anonymous().get('/people/nobody/filmography');
  expect(status).toBe(404);
});

it.each([
  ['populate=*'],
  ['filters[title]=x'],
  ['pagination[page]=0'],
  ['pagination[page]=x'],
  ['pagination[page]='],
  ['pagination[start]=-1'],
  ['pagination[limit]=1.5'],
  ['pagination[page]=1e30'],
  ['pagination[size]=1'],
  ['pagination=x'],
  ['pagination[page]=1e1'],
  ['pagination[page][]=1'],
  ['pagination[withCount]=maybe'],
  ['pagination[page]=1&pagination[start]=1'],
])('refuses %s', async (query) => {
  const { status } = await anonymous().get(`${path}?${query}`);
  expect(status).toBe(400);
});

it('gives at most 100 at once', async () => {
  const { meta } = await read({ pagination: { pageSize: 5_000 } });
  expect(meta.pagination).toMatchObject({ pageSize: 100 });
});

it('reads all of it with one statement', async () => {
  const sent = await statementsOf(() => anonymous().get(path));
  expect(sent.filter(({ sql }) => sql.includes('movies'))).toHaveLength(1);
});

describe('for who may not read everything', () => {
  const FILMOGRAPHY = 'api::person.person.filmography';
  const QUERY = `query ($person: ID!) { filmography(person: $person) { totals { movies } } }`;

  it.each([
    ['its own permission', ['api::movie.movie.find', 'api::person.person.find']],
    ['that to list movies', [FILMOGRAPHY, 'api::person.person.find', 'api::movie.movie.findOne']],
    ['that to list people', [FILMOGRAPHY, 'api::movie.movie.find', 'api::person.person.findOne']],
  ])('is refused without %s', async (_which, permissions) => {
    const client = await withApiToken(permissions);
    expect((await client.get(path)).status).toBe(403);
    const { errors } = await client.graphql(QUERY, { person });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('tells nothing of acting to who may not list characters', async () => {
    const { client } = await registerUser();
    const giveBack = await revokeFromUsers('api::character.character.find');
    const body = await read({}, client);
    await giveBack();
    expect(titlesOf(body).slice(0, 2).sort()).toEqual(['Both', 'Same day']);
    expect(titlesOf(body).slice(2)).toEqual(['Undated']);
    expect(body.data.flatMap(({ characters }) => characters)).toEqual([]);
    expect(body.meta).toMatchObject({
      totals: { movies: 3, budget: 103 },
      pagination: { total: 3 },
    });
  });
});

it('GraphQL shows characters as it does everywhere else', async () => {
  const fields = 'documentId name role description createdAt updatedAt';
  const { data, errors } = await anonymous().graphql(
    `query ($person: ID!) {
      filmography(person: $person) { nodes { characters { ${fields} } } }
      characters(filters: { actor: { documentId: { eq: $person } } }) { ${fields} }
    }`,
    { person },
  );
  expect(errors).toBeUndefined();
  const byName = (characters: { name: string }[]) =>
    [...characters].sort((one, other) => (one.name < other.name ? -1 : 1));
  const { nodes } = data?.filmography as { nodes: { characters: { name: string }[] }[] };
  const shown = byName(nodes.flatMap(({ characters }) => characters));
  expect(shown).toHaveLength(3);
  expect(shown).toContainEqual(expect.objectContaining({ description: 'Rides alone.' }));
  expect(shown).toEqual(
    byName((data?.characters as { name: string }[]).filter(({ name }) => name !== 'Of a draft')),
  );
});

it('GraphQL takes null for a pagination that is not given', async () => {
  for (const pagination of ['null', '{ page: null, pageSize: null }']) {
    const { data, errors } = await anonymous().graphql(
      `{ filmography(person: "${person}", pagination: ${pagination}) { pageInfo { page pageSize } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data?.filmography).toEqual({ pageInfo: { page: 1, pageSize: 25 } });
  }
});

it('GraphQL gives the same, with movies to ask further from', async () => {
  const { data, errors } = await anonymous().graphql(
    `query ($person: ID!) {
      filmography(person: $person, pagination: { pageSize: 3 }) {
        nodes {
          movie { documentId title director { lastName } poster { url } }
          directed
          characters { name role actor { lastName } }
        }
        pageInfo { total page pageSize pageCount }
        totals { movies budget }
      }
    }`,
    { person },
  );
  expect(errors).toBeUndefined();
  const { nodes, ...rest } = data?.filmography as { nodes: Entry[] };
  expect(rest).toEqual({
    pageInfo: { total: 4, page: 1, pageSize: 3, pageCount: 2 },
    totals: { movies: 4, budget: 123 },
  });
  expect(nodes.map(({ movie }) => movie.title)).toEqual(titlesOf(await read()).slice(0, 3));
  expect(nodes.find(({ movie }) => movie.title === 'Both')).toMatchObject({
    directed: true,
    movie: { director: { lastName: 'Eastwood' }, poster: { url: expect.any(String) as string } },
    characters: [{ name: 'Old', actor: { lastName: 'Eastwood' } }, { name: 'Young' }],
  });
});
