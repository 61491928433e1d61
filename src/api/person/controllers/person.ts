import { factories } from '@strapi/strapi';
import type { Auth } from '../../../drafts';
import { asRestBody, filmographyFor, parseFilmographyQuery } from '../../../filmography';
import { parsePrimaryPhoto, setPrimaryPhoto } from '../../../photos';

const PERSON = 'api::person.person';

/** What the answer shows unless the query asks for something else. */
const DEFAULT_POPULATE = { photos: true, primaryPhoto: true };

export default factories.createCoreController(PERSON, ({ strapi }) => ({
  /** `PUT /api/people/:documentId/primary-photo` with `{data: {photo: id}}` */
  async setPrimaryPhoto(ctx) {
    const schema = strapi.contentType(PERSON);
    const { auth } = ctx.state;
    await strapi.contentAPI.validate.query(ctx.query, schema, { auth });
    const query = await strapi.contentAPI.sanitize.query(ctx.query, schema, { auth });
    const photo = parsePrimaryPhoto(ctx.request.body);
    const { documentId } = ctx.params as { documentId: string };
    const person = await setPrimaryPhoto(strapi, documentId, photo, {
      ...query,
      populate: query.populate ?? DEFAULT_POPULATE,
    });
    ctx.body = {
      data: await strapi.contentAPI.sanitize.output(person, schema, { auth }),
      meta: {},
    };
  },

  /** `GET /api/people/:documentId/filmography` */
  async filmography(ctx) {
    const auth = ctx.state.auth as Auth;
    const pagination = parseFilmographyQuery(ctx.query);
    const { documentId } = ctx.params as { documentId: string };
    const found = await filmographyFor(strapi, auth, documentId, pagination);
    ctx.body = await asRestBody(strapi, auth, found, pagination);
  },
}));
