import { createMovie } from '../factories';
import { type Client, clearCatalogue, withUser } from '../harness';
import { picture } from './avatar-pictures';
import { cleanUpAvatars, expectNothingLeft } from './avatar-storage';

cleanUpAvatars();

let user: Client;
let favorite: string;

beforeEach(async () => {
  await clearCatalogue();
  user = await withUser();
  favorite = `/movies/${(await createMovie()).documentId}/favorite`;
});

const favorites = async (): Promise<unknown[]> =>
  (await user.get('/users/me/favorites').expect(200)).body.data as unknown[];

describe('a file where none is taken is refused by the name of its field', () => {
  it('by the profile, with where to send it, and nothing is changed', async () => {
    const { status, body } = await user
      .putForm('/users/me')
      .field('firstName', 'Ada')
      .attach('avatar', await picture(), 'me.png');

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      '"avatar" is a file, and no files are taken here. Send an avatar to PUT /api/users/me/avatar.',
    );
    expect(body.error.details.errors[0].path).toEqual(['avatar']);
    expect((await user.get('/users/me')).body.firstName).toBeNull();
    await expectNothingLeft();
  });

  it('by favorites, all fields of them', async () => {
    const { status, body } = await user
      .putForm(favorite)
      .attach('a', await picture(), 'a.png')
      .attach('b', await picture(), 'b.png')
      .attach('b', await picture(), 'c.png');

    expect(status).toBe(400);
    expect(body.error.message).toContain('"a" is a file, and no files are taken here.');
    expect(body.error.details.errors.map(({ path }: { path: string[] }) => path)).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(await favorites()).toEqual([]);
  });

  it('but a form of texts is read as ever', async () => {
    const { status, body } = await user.putForm('/users/me').field('firstName', 'Ada');

    expect({ status, firstName: body.firstName }).toEqual({ status: 200, firstName: 'Ada' });
  });
});

describe('a favorite', () => {
  it.each([[[]], [[{ user: 1 }]]])('is not written with the list %j for a body', async (list) => {
    const { status, body } = await user.put(favorite, list);

    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message: 'The body must be empty: the movie is in the path',
    });
    expect(await favorites()).toEqual([]);
  });
});

describe('the states of movies', () => {
  const repeated = (count: number) =>
    Array.from({ length: count }, (_, index) => `movies=m${index}`).join('&');

  it('are told when the parameter is repeated for each, up to 100', async () => {
    const { body } = await user.get(`/favorites/states?${repeated(100)}`).expect(200);
    expect(body.data).toHaveLength(100);
    expect(body.data[99]).toEqual({ movie: 'm99', favorite: false });
  });

  it.each([101, 102, 500])('are refused for %i, with how many they may be', async (count) => {
    const { body } = await user.get(`/favorites/states?${repeated(count)}`).expect(400);
    expect(body.error.message).toBe('"movies": at most 100 movies can be asked about at once');
  });
});
