import { isRecord } from '../drafts/relations';
import type { Condition } from './conditions';

/** A relation to one of a few entries that each have very many on the other side. */
export interface Hub {
  /** The table of links, and its columns. */
  links: string;
  ownColumn: string;
  hubColumn: string;
  /** The table of what is linked to, and its columns with which one entry can be named. */
  table: string;
  names: Record<string, string>;
  /** What `entry_counts` calls the number of entries for each; undefined where it keeps none. */
  counted?: string;
}

const COUNTRY = {
  table: 'countries',
  hubColumn: 'country_id',
  names: { documentId: 'document_id', name: 'name', code: 'code' },
};

const HUBS: Record<string, Record<string, Hub>> = {
  'api::movie.movie': {
    genres: {
      links: 'movies_genres_lnk',
      ownColumn: 'movie_id',
      hubColumn: 'genre_id',
      table: 'genres',
      names: { documentId: 'document_id', name: 'name' },
      counted: 'genre',
    },
    country: { ...COUNTRY, links: 'movies_country_lnk', ownColumn: 'movie_id', counted: 'country' },
  },
  'api::person.person': {
    country: { ...COUNTRY, links: 'people_country_lnk', ownColumn: 'person_id' },
  },
};

/** What a filter asks of a hub: that it is one of these. */
export interface HubFilter {
  hub: Hub;
  column: string;
  values: string[];
}

const textsIn = (value: unknown): string[] | undefined => {
  if (typeof value === 'string') return [value];
  if (!isRecord(value) || Object.keys(value).length !== 1) return undefined;
  const [wanted] = '$eq' in value ? [[value.$eq]] : [value.$in];
  const isTexts = Array.isArray(wanted) && wanted.every((text) => typeof text === 'string');
  return isTexts ? wanted : undefined;
};

/**
 * Reads `{genres: {name: 'Drama'}}`, `{country: {code: {$in: ['US', 'GB']}}}` and the like; undefined
 * for all else.
 */
export const readHubFilter = (uid: string, [key, value]: Condition): HubFilter | undefined => {
  const hub = HUBS[uid]?.[key];
  if (!hub || !isRecord(value)) return undefined;
  const [asked, ...others] = Object.entries(value);
  if (!asked || others.length > 0) return undefined;
  const column = hub.names[asked[0]];
  const values = textsIn(asked[1]);
  return column && values ? { hub, column, values } : undefined;
};
