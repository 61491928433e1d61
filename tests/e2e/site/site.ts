import type { Window } from '../browser';
import type { Demo } from '../demo';
import type { Visitor } from './visitor';

/** What all parts of the tests share; there before the first of them. */
export interface Site {
  demo: Demo;
  window: Window;
  visitor: Visitor;
  /** documentId of a movie whose texts would run, were they taken for HTML. */
  hostile: string;
  /** All that pages have asked for, e.g. `GET http://localhost:1337/api/movies?…`. */
  requests: string[];
}

/** Address of an entry, e.g. `/movies/abc`. */
export const addressOf = async (
  { demo }: Site,
  list: 'movies' | 'people',
  filter: string,
): Promise<string> => {
  const answer = await fetch(`${demo.url}/api/${list}?${filter}`);
  const { data } = (await answer.json()) as { data: [{ documentId: string }] };
  return `/${list}/${data[0].documentId}`;
};

/** What the address of the page asks for. */
export const queryOf = ({ visitor }: Site): Record<string, string> =>
  Object.fromEntries(new URL(visitor.page.url()).searchParams);
