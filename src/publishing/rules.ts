import type { Core } from '@strapi/strapi';

/**
 * A movie as rules of publishing see it: a draft, or a record of an import. Attributes that plugins have
 * added are there too, by their names; records have none of them.
 */
export interface PublishableMovie extends Partial<Record<string, unknown>> {
  title: string | null;
  description: string | null;
  /** ISO 8601 date, `YYYY-MM-DD`. */
  releaseDate: string | null;
  durationMinutes: number | null;
  /** US dollars. */
  budget: number | null;
  poster: object | null;
  director: object | null;
  country: object | null;
  genres: object[];
  /** In billing order. */
  characters: { actor: object | null }[];
}

/** Something that keeps a movie from being published. */
export interface PublishingGap {
  /** The attribute beside which the admin panel shows it. */
  field: string;
  /** What the movie has, as it stands in "it has …": "no poster". */
  lack: string;
  /** A sentence: "A published movie needs a poster." */
  rule: string;
  /** A sentence: "Choose one under "poster"." */
  wayOut: string;
}

/** What a movie lacks by this rule, nothing when it may be published. It is asked for every movie of an import. */
export type PublishingRule = (movie: PublishableMovie) => PublishingGap[];

const rules = new WeakMap<Core.Strapi, PublishingRule[]>();

/**
 * Adds a rule for publishing movies: asked with the project's own whenever a movie is published, over
 * REST, GraphQL, the admin panel and its bulk actions, and by imports, which keep as a draft what breaks
 * it. What it says is told together with all else that is missing. Movies that are published already
 * stay so.
 *
 * Call it in `register` or `bootstrap` of a plugin.
 */
export const addPublishingRule = (strapi: Core.Strapi, rule: PublishingRule): void => {
  rules.set(strapi, [...publishingRules(strapi), rule]);
};

/** The rules that have been added. */
export const publishingRules = (strapi: Core.Strapi): readonly PublishingRule[] =>
  rules.get(strapi) ?? [];
