import sharp from 'sharp';
import { exampleDocumentId } from '../../src/openapi/examples';
import { createCharacter, createDraft, createImage, createPerson, genre } from '../factories';
import { clearCatalogue, registerUser, type RegisteredUser, sql, strapi } from '../harness';

/** What the examples of the document are about. */
export interface World {
  /** With the credentials of the examples: `ada`, and TEST_PASSWORD. */
  user: RegisteredUser;
  /** A role that nobody has. */
  roleId: number;
}

/** Gives a row the documentId that examples name. */
const rename = async (table: string, documentId: string, example: string): Promise<void> => {
  await sql(`UPDATE ${table} SET document_id = $2 WHERE document_id = $1`, [
    documentId,
    exampleDocumentId(example),
  ]);
};

/** What examples create and name, and is no part of the catalogue. */
const removeLeftovers = async (): Promise<void> => {
  const ids = ['genre', 'country'].map(exampleDocumentId);
  await sql(`DELETE FROM genres WHERE document_id = ANY($1) OR name = 'Silent film'`, [ids]);
  await sql(`DELETE FROM countries WHERE document_id = ANY($1) OR code = 'XF'`, [ids]);
  await sql(`DELETE FROM up_roles WHERE name IN ('Critic', 'Example')`);
};

const createEntry = async (
  uid: 'api::genre.genre' | 'api::country.country',
  data: object,
): Promise<string> => {
  const { documentId } = await strapi()
    .documents(uid)
    .create({ data: data as never });
  return documentId;
};

/** Reference data of one's own, which nothing refers to. */
export const createReferenceData = async (): Promise<void> => {
  await rename('genres', await createEntry('api::genre.genre', { name: 'Example' }), 'genre');
  const data = { name: 'Example', code: 'XX' };
  await rename('countries', await createEntry('api::country.country', data), 'country');
};

const createCatalogue = async (): Promise<void> => {
  const photo = await createImage();
  await sql(`UPDATE files SET document_id = $2 WHERE id = $1`, [photo, exampleDocumentId('photo')]);
  const director = await createPerson({
    firstName: 'Fritz',
    lastName: 'Lang',
    photos: [photo] as never,
  });
  const draft = await createDraft({
    title: 'Metropolis',
    releaseDate: '1927-01-10',
    director: director.documentId,
    genres: [await genre('Drama')],
    poster: photo as never,
  });
  const maria = await createCharacter(draft.documentId, { name: 'Maria' });
  await strapi().documents('api::movie.movie').publish({ documentId: draft.documentId });
  await rename('movies', draft.documentId, 'movie');
  await rename('people', director.documentId, 'person');
  await rename('characters', maria.documentId, 'character');
};

const createUser = async (): Promise<RegisteredUser> => {
  const registered = await registerUser({ username: 'ada', email: 'ada@example.com' });
  await sql(
    `UPDATE up_users SET reset_password_token = 'c0ffee', confirmation_token = 'c0ffee' WHERE id = $1`,
    [registered.user.id],
  );
  return registered;
};

const createRole = async (): Promise<number> => {
  const { id } = (await strapi()
    .db.query('plugin::users-permissions.role')
    .create({ data: { name: 'Example', description: 'Nobody has it', type: 'example' } })) as {
    id: number;
  };
  return id;
};

/** Takes away what was there, and creates what the examples are about. */
export const createWorld = async (): Promise<World> => {
  await clearCatalogue();
  await removeLeftovers();
  await createReferenceData();
  await createCatalogue();
  const user = await createUser();
  await user.client.put(`/movies/${exampleDocumentId('movie')}/favorite`, {});
  return { user, roleId: await createRole() };
};

/** Leaves the entries of the examples without others that need them. */
export const emptyCatalogue = async (): Promise<void> => {
  await clearCatalogue();
  const person = await createPerson();
  await rename('people', person.documentId, 'person');
};

export const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: '#334' } })
    .png()
    .toBuffer();
