import { createMovie } from '../factories';
import {
  type AdminClient,
  type Client,
  registerUser,
  withAdmin,
  withTokenOfType,
} from '../harness';
import { expectExactCounts } from './favorite-rows';

/** What editors and administrators do to many at once, while users write favorites of the same. */

const MOVIES = 8;
const USERS = 12;
const ROUNDS = 3;

const MANAGER = '/content-manager/collection-types';
const MOVIE = 'api::movie.movie';
const USER = 'plugin::users-permissions.user';

interface Fan {
  client: Client;
  id: number;
  documentId: string;
}

let admin: AdminClient;
let program: Client;
let movies: string[];

const createFans = async (): Promise<Fan[]> => {
  const fans: Fan[] = [];
  for (let fan = 0; fan < USERS; fan += 1) {
    const { client, user } = await registerUser();
    fans.push({ client, id: user.id, documentId: user.documentId });
    await Promise.all(movies.map((movie) => client.put(`/movies/${movie}/favorite`, {})));
  }
  return fans;
};

beforeAll(async () => {
  admin = await withAdmin('strapi-super-admin');
  program = await withTokenOfType('full-access');
  movies = [];
  for (let movie = 0; movie < MOVIES; movie += 1) movies.push((await createMovie()).documentId);
});

const toggleAll = ({ client }: Fan): Promise<number>[] =>
  movies.map(async (movie) => (await client.post(`/movies/${movie}/favorite`, {})).status);

const bulk = async (uid: string, action: string, documentIds: string[]): Promise<number> =>
  (await admin.post(`${MANAGER}/${uid}/actions/${action}`, { documentIds })).status;

it('nobody gets an internal error when all of them meet', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const fans = await createFans();
    const leaving = fans.slice(0, 4);
    const deleted = fans.slice(4, 8);
    const statuses = await Promise.all([
      ...fans.flatMap(toggleAll),
      bulk(MOVIE, 'bulkPublish', movies),
      bulk(MOVIE, 'bulkPublish', [...movies].reverse()),
      bulk(
        USER,
        'bulkDelete',
        leaving.map(({ documentId }) => documentId),
      ),
      ...deleted.map(async ({ id }) => (await program.delete(`/users/${id}`)).status),
      ...fans.flatMap(toggleAll),
    ]);

    expect(statuses.filter((status) => ![200, 401].includes(status))).toEqual([]);
    await expectExactCounts();
  }
}, 120_000);
