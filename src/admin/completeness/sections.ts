import type { ListCount } from '../../completeness/answers';
import { SECTIONS } from './texts';

/** The sections of the desk with the lists that the server has given, without empty ones. */
export const sectionsOf = (counts: readonly ListCount[]) =>
  SECTIONS.map(({ lists, ...section }) => ({
    ...section,
    lists: lists.flatMap((name) => counts.find((list) => list.name === name) ?? []),
  })).filter(({ lists }) => lists.length > 0);
