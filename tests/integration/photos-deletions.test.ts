import { createPerson } from '../factories';
import { clearCatalogue, sql, withAdmin } from '../harness';
import { createImages } from './person-photos';

const ROUNDS = 15;

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

it('a person and their photos are deleted at once, and both are gone', async () => {
  const admin = await withAdmin('strapi-super-admin');
  for (let round = 0; round < ROUNDS; round += 1) {
    const photos = await createImages(3);
    const { documentId } = await createPerson({ photos });
    const answers = await Promise.all([
      admin.delete(`/content-manager/collection-types/api::person.person/${documentId}`),
      ...photos.map((id) => admin.delete(`/upload/files/${id}`)),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  }
  expect(await sql('SELECT id FROM people UNION SELECT id FROM files')).toEqual([]);
});
