import { createIntl } from 'react-intl';
import { effectsOf, listOf, obstaclesOf, visibilityOf } from '../../src/admin/impact/sentences';
import { REFUSED, THINGS, TITLES, type Verb } from '../../src/admin/impact/texts';
import type { EffectName, Impact, ObstacleName } from '../../src/impact/answers';

/** What the admin panel says of an impact. */

const intl = createIntl({ locale: 'en', onError: () => undefined });
const FIVE = ['A', 'B', 'C', 'D', 'E'];

const impact = (published: number): Impact => ({
  named: [],
  published,
  obstacles: [],
  effects: [],
});

describe('names', () => {
  it.each([
    [[], 3, ''],
    [['A'], 1, 'A'],
    [['A', 'B'], 2, 'A and B'],
    [['A'], 3, 'A and 2 more'],
    [FIVE, 6, 'A, B, C, D, E, and 1 more'],
  ])('%j of %i are listed as "%s"', (named, total, list) => {
    expect(listOf(intl, named, total)).toBe(list);
  });
});

describe('an effect', () => {
  const effect = (verb: Verb, name: EffectName, total: number, named: string[] = []) =>
    effectsOf(intl, verb, [{ name, total, named }]);

  it.each([
    ['delete', 'favorites', 1, 'Removed from the favorites of 1 user.'],
    ['delete', 'favorites', 2, 'Removed from the favorites of 2 users.'],
    ['unpublish', 'favorites', 1, 'Hidden in the favorites of 1 user until published again.'],
    ['unpublish', 'pages-of-people', 1, 'No longer on the page of 1 person.'],
    ['delete', 'pages-of-people', 7, 'No longer on the pages of 7 people.'],
    ['delete', 'listings-of-genres', 1, 'No longer listed under 1 genre.'],
    ['unpublish', 'listings-of-countries', 2, 'No longer listed under 2 countries.'],
    ['delete', 'characters-without-movie', 1, 'Leaves 1 character without any movie.'],
    ['delete', 'published-movies', 1_200, 'Removed from 1,200 published movies.'],
    ['delete', 'drafts', 1, 'Removed from 1 draft.'],
  ] as const)('to %s: %s of %i', (verb, name, total, sentence) => {
    expect(effect(verb, name, total)).toEqual([sentence]);
  });

  it('names who is concerned, as far as they are known', () => {
    expect(effect('delete', 'drafts', 6, FIVE)).toEqual([
      'Removed from 6 drafts: A, B, C, D, E, and 1 more.',
    ]);
  });

  it('of a deletion alone is not said of unpublishing', () => {
    expect(effect('unpublish', 'characters-without-movie', 1)).toEqual([]);
  });
});

describe('an obstacle', () => {
  const obstacle = (name: ObstacleName, total: number, named: string[] = []) =>
    obstaclesOf(intl, [{ name, total, named }]);

  it.each([
    [
      'movies-without-director',
      1,
      '1 published movie would have no director.',
      'Give it another director first, or unpublish it.',
    ],
    [
      'movies-without-country',
      2,
      '2 published movies would have no country.',
      'Give them another country first, or unpublish them.',
    ],
    [
      'characters-without-actor',
      1,
      '1 character that no published movie has would have no actor.',
      'Give every character another actor first, or delete it.',
    ],
    [
      'people-without-country',
      1,
      '1 person would have no country.',
      'Give them another country first.',
    ],
  ] as const)('%s of %i says the way out', (name, total, reason, wayOut) => {
    expect(obstacle(name, total)).toEqual({ reasons: [reason], waysOut: [wayOut] });
  });

  it('says a way out once that several have in common', () => {
    const { reasons, waysOut } = obstaclesOf(intl, [
      { name: 'movies-without-actor', total: 1, named: ['Alien (1979)'] },
      { name: 'characters-without-actor', total: 1, named: ['Extra'] },
    ]);

    expect(reasons).toEqual([
      '1 published movie would have a character without an actor: Alien (1979).',
      '1 character that no published movie has would have no actor: Extra.',
    ]);
    expect(waysOut).toHaveLength(1);
  });
});

describe('who sees movies now', () => {
  it.each([
    [1, 1, 'Published: visitors see it now.'],
    [1, 0, 'Not published: visitors do not see it.'],
    [3, 0, 'None of them is published.'],
    [3, 1, '1 of them is published.'],
    [3, 2, '2 of them are published.'],
  ])('of %i with %i published', (count, published, sentence) => {
    expect(visibilityOf(intl, 'api::movie.movie', count, impact(published))).toBe(sentence);
  });

  it('is not said of what has no drafts', () => {
    expect(visibilityOf(intl, 'api::genre.genre', 1, impact(1))).toBeUndefined();
  });
});

describe('the title', () => {
  const titleOf = (verb: Verb, uid: string, count: number) => {
    const things = THINGS[uid] ?? {};
    return intl.formatMessage(TITLES[verb], {
      count,
      things: intl.formatMessage(things, { count }),
    });
  };

  it.each([
    ['unpublish', 'api::movie.movie', 1, 'Unpublish this movie?'],
    ['unpublish', 'api::movie.movie', 2, 'Unpublish 2 movies?'],
    ['delete', 'api::person.person', 1, 'Delete this person?'],
    ['delete', 'api::person.person', 3, 'Delete 3 people?'],
    ['delete', 'api::country.country', 2, 'Delete 2 countries?'],
  ] as const)('to %s %s, %i of them', (verb, uid, count, title) => {
    expect(titleOf(verb, uid, count)).toBe(title);
  });

  it('of a refusal says it of one and of several', () => {
    expect(intl.formatMessage(REFUSED, { count: 1 })).toBe('This cannot be deleted:');
    expect(intl.formatMessage(REFUSED, { count: 2 })).toBe('These cannot all be deleted:');
  });
});
