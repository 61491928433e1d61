import { country, createCharacter, createDraft, createPerson } from '../factories';
import { strapi } from '../harness';

export interface World {
  director: string;
  actor: string;
  character: string;
  movie: string;
}

/** One published movie with all that it needs, and nothing more. */
export const createWorld = async (): Promise<World> => {
  const director = (await createPerson({ firstName: 'Sofia', lastName: 'Coppola' })).documentId;
  const actor = (await createPerson({ firstName: 'Bill', lastName: 'Murray' })).documentId;
  const draft = await createDraft({
    title: 'Lost in Translation',
    releaseDate: '2003-09-12',
    director,
    country: await country('JP'),
  });
  const character = (await createCharacter(draft.documentId, { name: 'Bob Harris', actor }))
    .documentId;
  await strapi().documents('api::movie.movie').publish({ documentId: draft.documentId });
  return { director, actor, character, movie: draft.documentId };
};

/** As messages name the movie of that world. */
export const NAMED = '"Lost in Translation" (2003)';
