import type { IntlShape } from 'react-intl';
import type { Concerned, EffectName, Impact, ObstacleName } from '../../impact/answers';
import { EFFECTS, OBSTACLES, type Verb, VISIBILITY } from './texts';

const MOVIE = 'api::movie.movie';

/** "A, B and 3 more"; empty when nobody is named. */
export const listOf = (intl: IntlShape, named: readonly string[], total: number): string => {
  if (named.length === 0) return '';
  const more = total - named.length;
  const rest = intl.formatMessage(
    { id: 'reelbase.impact.more', defaultMessage: '{more} more' },
    { more },
  );
  return intl.formatList(more > 0 ? [...named, rest] : named, { type: 'conjunction' });
};

/** "2 drafts: A and B." */
const withNames = (
  intl: IntlShape,
  sentence: string,
  { named, total }: Concerned<string>,
): string => {
  const names = listOf(intl, named, total);
  return names ? `${sentence}: ${names}.` : `${sentence}.`;
};

/** What visitors see of the entries now; only movies can be anything but published. */
export const visibilityOf = (
  intl: IntlShape,
  uid: string,
  count: number,
  { published }: Impact,
): string | undefined =>
  uid === MOVIE ? intl.formatMessage(VISIBILITY, { count, published }) : undefined;

/** What changes elsewhere, a sentence each. */
export const effectsOf = (
  intl: IntlShape,
  verb: Verb,
  effects: readonly Concerned<EffectName>[],
): string[] =>
  effects.flatMap((effect) => {
    const message = EFFECTS[verb][effect.name];
    if (!message) return [];
    return withNames(intl, intl.formatMessage(message, { total: effect.total }), effect);
  });

/** Why the entries cannot be deleted, and what to do about it. */
export const obstaclesOf = (
  intl: IntlShape,
  obstacles: readonly Concerned<ObstacleName>[],
): { reasons: string[]; waysOut: string[] } => ({
  reasons: obstacles.map((obstacle) => {
    const { reason } = OBSTACLES[obstacle.name];
    return withNames(intl, intl.formatMessage(reason, { total: obstacle.total }), obstacle);
  }),
  waysOut: [
    ...new Set(
      obstacles.map(({ name, total }) => intl.formatMessage(OBSTACLES[name].wayOut, { total })),
    ),
  ],
});
