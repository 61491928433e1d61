import type { Core } from '@strapi/strapi';

/** "Matrix, The" for "The Matrix", as libraries sort it. */
const sortTitleOf = (title: string): string => title.replace(/^(The|An?)\s+(.+)$/i, '$2, $1');

interface MovieEvent {
  params: { data: { title?: string | null; sortTitle?: string | null } };
}

/** A write that leaves the title alone leaves this alone. */
const deriveSortTitle = ({ params: { data } }: MovieEvent): void => {
  if (data.title !== undefined) data.sortTitle = data.title && sortTitleOf(data.title);
};

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    Object.assign(strapi.contentType('api::movie.movie').attributes, {
      // Callers read it and sort by it. Only the lifecycle writes it: it is in no form.
      sortTitle: { type: 'string', writable: false, visible: false },
    });
  },

  /** A lifecycle sees what comes through Strapi, drafts and what is published; not the rows of an import. */
  bootstrap({ strapi }: { strapi: Core.Strapi }) {
    strapi.db.lifecycles.subscribe({
      models: ['api::movie.movie'],
      beforeCreate: (event) => deriveSortTitle(event as unknown as MovieEvent),
      beforeUpdate: (event) => deriveSortTitle(event as unknown as MovieEvent),
    });
  },
};
