import type { Data, Modules } from '@strapi/strapi';
import { strapi } from '../harness';

type Input<UID extends 'api::movie.movie' | 'api::person.person' | 'api::character.character'> =
  Partial<Modules.Documents.Params.Data.Input<UID>>;

let sequence = 0;
const next = (): number => (sequence += 1);

/** The documentId of a seeded country, by code. */
export const country = async (code: string): Promise<string> => {
  const found = await strapi()
    .documents('api::country.country')
    .findFirst({ filters: { code: { $eq: code } } });
  if (!found) throw new Error(`Country ${code} is not seeded`);
  return found.documentId;
};

/** The documentId of a seeded genre, by name. */
export const genre = async (name: string): Promise<string> => {
  const found = await strapi()
    .documents('api::genre.genre')
    .findFirst({ filters: { name: { $eq: name } } });
  if (!found) throw new Error(`Genre ${name} is not seeded`);
  return found.documentId;
};

/** The id of a file in the media library. Only its row exists: nothing here looks at the picture. */
export const createImage = async (): Promise<number> => {
  const name = `image-${next()}.png`;
  const file = (await strapi()
    .db.query('plugin::upload.file')
    .create({
      data: {
        name,
        hash: name,
        ext: '.png',
        mime: 'image/png',
        size: 1,
        url: `/uploads/${name}`,
        provider: 'local',
      },
    })) as { id: number };
  return file.id;
};

/** Creates a person; whatever is not given is made up. */
export const createPerson = async (
  person: Input<'api::person.person'> = {},
): Promise<Data.ContentType<'api::person.person'>> =>
  strapi()
    .documents('api::person.person')
    .create({
      data: {
        firstName: `First${next()}`,
        lastName: `Last${next()}`,
        country: await country('ZZ'),
        ...person,
      },
    });

/** Creates a character of a movie (a draft will do), with a new actor unless one is given. */
export const createCharacter = async (
  movie: string,
  character: Input<'api::character.character'> = {},
): Promise<Data.ContentType<'api::character.character'>> =>
  strapi()
    .documents('api::character.character')
    .create({
      data: {
        name: `Character ${next()}`,
        role: 'leading',
        actor: character.actor ?? (await createPerson()).documentId,
        movies: [movie],
        ...character,
      },
    });

/** Creates a draft with director and country, but no character yet. */
export const createDraft = async (
  movie: Input<'api::movie.movie'> = {},
): Promise<Data.ContentType<'api::movie.movie'>> =>
  strapi()
    .documents('api::movie.movie')
    .create({
      data: {
        title: `Movie ${next()}`,
        director: movie.director ?? (await createPerson()).documentId,
        country: await country('US'),
        characters: [],
        ...movie,
      },
    });

/** Creates a movie with one character, and publishes it. */
export const createMovie = async (
  movie: Input<'api::movie.movie'> = {},
): Promise<Data.ContentType<'api::movie.movie'>> => {
  const draft = await createDraft(movie);
  if (!movie.characters) await createCharacter(draft.documentId);
  await strapi().documents('api::movie.movie').publish({ documentId: draft.documentId });
  return draft;
};
