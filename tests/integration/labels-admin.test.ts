import { country, createCharacter, createDraft, createMovie, createPerson } from '../factories';
import { type AdminClient, clearCatalogue, withAdmin } from '../harness';

beforeEach(clearCatalogue);

describe.each(['strapi-super-admin', 'strapi-editor'] as const)('in the panel, a %s', (role) => {
  let admin: AdminClient;

  beforeEach(async () => {
    admin = await withAdmin(role);
    const movie = await createDraft();
    const actor = await createPerson({ firstName: 'Al', lastName: 'Pacino' });
    await createCharacter(movie.documentId, {
      name: 'Michael Corleone',
      actor: actor.documentId,
    });
    await createPerson({ firstName: 'Sofia', lastName: 'Coppola', dateOfBirth: '1971-05-14' });
  });

  const choose = async (field: string, search: string): Promise<string[]> => {
    const { body } = await admin
      .get(`/content-manager/relations/${field}`, { _q: search })
      .expect(200);
    return (body.results as { label: string }[]).map(({ label }) => label);
  };

  it.each([
    ['api::movie.movie/director', 'sofia cop', 'Sofia Coppola (1971)'],
    ['api::movie.movie/director', '1971', 'Sofia Coppola (1971)'],
    ['api::character.character/actor', 'al pac', 'Al Pacino'],
    ['api::movie.movie/characters', 'pacino', 'Michael Corleone (Al Pacino)'],
    ['api::person.person/characters', 'michael', 'Michael Corleone (Al Pacino)'],
  ])('finds who belongs to %s by "%s": %s', async (field, search, label) => {
    expect(await choose(field, search)).toEqual([label]);
  });

  it('finds people in their list by the full name', async () => {
    const { body } = await admin
      .get('/content-manager/collection-types/api::person.person', { _q: 'sofia cop' })
      .expect(200);

    expect(body.results).toMatchObject([{ label: 'Sofia Coppola (1971)' }]);
  });

  it('sees the labels of what an entry has', async () => {
    const movie = await createMovie({
      director: (await createPerson({ firstName: 'Edith', lastName: 'Head' })).documentId,
    });
    const { body } = await admin
      .get(`/content-manager/relations/api::movie.movie/${movie.documentId}/director`)
      .expect(200);

    expect(body.results).toMatchObject([{ label: 'Edith Head' }]);
  });

  it('writes none', async () => {
    const { body } = await admin
      .post('/content-manager/collection-types/api::person.person', {
        firstName: 'Cher',
        label: 'wrong',
        country: { connect: [{ documentId: await country('US') }] },
      })
      .expect(201);

    expect(body.data.label).toBe('Cher');
  });
});
