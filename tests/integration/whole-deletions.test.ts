import { createCharacter, createDraft } from '../factories';
import { anonymous, clearCatalogue, sql, strapi, withTokenOfType } from '../harness';
import { createWorld } from './published-world';

/** A movie is deleted as a whole. */

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

const versions = (documentId: string) =>
  sql('SELECT FROM movies WHERE document_id = $1', [documentId]);

describe('DELETE /api/movies/:id?status=draft', () => {
  it.each([
    ['a published movie', async () => (await createWorld()).movie, 2],
    [
      'a movie that is a draft only',
      async () => {
        const { documentId } = await createDraft();
        await createCharacter(documentId);
        return documentId;
      },
      1,
    ],
  ])('is refused for %s, and says how to delete it', async (_, create, count) => {
    const program = await withTokenOfType('full-access');
    const documentId = await create();
    const { status, body } = await program.delete(`/movies/${documentId}?status=draft`);

    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message:
        'The draft of a movie cannot be deleted alone. Leave out "status" to delete the movie, with its draft and its published version.',
    });
    expect(await versions(documentId)).toHaveLength(count);

    expect((await program.delete(`/movies/${documentId}`)).status).toBe(204);
    expect(await versions(documentId)).toHaveLength(0);
  });

  it('tells nothing to who may not delete', async () => {
    const { movie } = await createWorld();
    expect((await anonymous().delete(`/movies/${movie}?status=draft`)).status).toBe(403);
    expect(await strapi().documents('api::movie.movie').count({ status: 'draft' })).toBe(1);
  });
});
