/**
 * What `npm run types` writes when the examples are in the project, as far as their code names it: so
 * that they are checked where they stand.
 */
import type { Schema, Struct } from '@strapi/strapi';

interface Award extends Struct.CollectionTypeSchema {
  collectionName: 'awards';
  info: { singularName: 'award'; pluralName: 'awards'; displayName: 'Award' };
  attributes: {
    name: Schema.Attribute.String & Schema.Attribute.Required;
    category: Schema.Attribute.String;
    year: Schema.Attribute.Integer & Schema.Attribute.Required;
    movie: Schema.Attribute.Relation<'manyToOne', 'api::movie.movie'> & Schema.Attribute.Required;
    person: Schema.Attribute.Relation<'manyToOne', 'api::person.person'>;
  };
}

declare module '@strapi/strapi' {
  export namespace Public {
    export interface ContentTypeSchemas {
      'api::award.award': Award;
    }
  }
}
