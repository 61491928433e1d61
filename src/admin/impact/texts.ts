import type { MessageDescriptor } from 'react-intl';
import type { EffectName, ObstacleName } from '../../impact/answers';

/** What is about to be done to entries. */
export type Verb = 'unpublish' | 'delete';

const text = (id: string, defaultMessage: string): MessageDescriptor => ({
  id: `reelbase.impact.${id}`,
  defaultMessage,
});

/** Things of each type, to go into other texts: `{count}` of them. */
export const THINGS: Readonly<Partial<Record<string, MessageDescriptor>>> = {
  'api::movie.movie': text('movies', '{count, plural, one {movie} other {movies}}'),
  'api::person.person': text('people', '{count, plural, one {person} other {people}}'),
  'api::character.character': text(
    'characters',
    '{count, plural, one {character} other {characters}}',
  ),
  'api::genre.genre': text('genres', '{count, plural, one {genre} other {genres}}'),
  'api::country.country': text('countries', '{count, plural, one {country} other {countries}}'),
};

export const TITLES: Record<Verb, MessageDescriptor> = {
  unpublish: text(
    'unpublish',
    'Unpublish {count, plural, one {this {things}} other {# {things}}}?',
  ),
  delete: text('delete', 'Delete {count, plural, one {this {things}} other {# {things}}}?'),
};

export const BUTTONS: Record<Verb, MessageDescriptor> = {
  unpublish: text('unpublish.confirm', 'Unpublish'),
  delete: text('delete.confirm', 'Delete'),
};

export const CANCEL = text('cancel', 'Cancel');
export const CLOSE = text('close', 'Close');
export const LOADING = text('loading', 'Looking for what would change …');
export const UNKNOWN = text(
  'unknown',
  'What would change elsewhere could not be found out. You can go on all the same.',
);
export const NOTHING = text('nothing', 'Nothing else changes.');
export const REFUSED = text(
  'refused',
  '{count, plural, one {This cannot} other {These cannot all}} be deleted:',
);

/** For movies: who sees them now. */
export const VISIBILITY = text(
  'visibility',
  [
    '{count, plural,',
    'one {{published, plural, =0 {Not published: visitors do not see it.} other {Published: visitors see it now.}}}',
    'other {{published, plural, =0 {None of them is} one {# of them is} other {# of them are}} published.}}',
  ].join(' '),
);

const GONE: Record<EffectName, MessageDescriptor> = {
  favorites: text(
    'delete.favorites',
    'Removed from the favorites of {total, plural, one {# user} other {# users}}',
  ),
  'pages-of-people': text(
    'pages-of-people',
    'No longer on the {total, plural, one {page of # person} other {pages of # people}}',
  ),
  'listings-of-genres': text(
    'listings-of-genres',
    'No longer listed under {total, plural, one {# genre} other {# genres}}',
  ),
  'listings-of-countries': text(
    'listings-of-countries',
    'No longer listed under {total, plural, one {# country} other {# countries}}',
  ),
  'characters-without-movie': text(
    'characters-without-movie',
    'Leaves {total, plural, one {# character} other {# characters}} without any movie',
  ),
  'published-movies': text(
    'published-movies',
    'Removed from {total, plural, one {# published movie} other {# published movies}}',
  ),
  drafts: text('drafts', 'Removed from {total, plural, one {# draft} other {# drafts}}'),
};

/** What happens to whom; unpublishing takes nothing that publishing would not bring back. */
export const EFFECTS: Record<Verb, Partial<Record<EffectName, MessageDescriptor>>> = {
  delete: GONE,
  unpublish: {
    'pages-of-people': GONE['pages-of-people'],
    'listings-of-genres': GONE['listings-of-genres'],
    'listings-of-countries': GONE['listings-of-countries'],
    favorites: text(
      'unpublish.favorites',
      'Hidden in the favorites of {total, plural, one {# user} other {# users}} until published again',
    ),
  },
};

interface ObstacleText {
  reason: MessageDescriptor;
  wayOut: MessageDescriptor;
}

const movies = (lack: string): string =>
  `{total, plural, one {# published movie} other {# published movies}} would have ${lack}`;

const another = (thing: string): MessageDescriptor =>
  text(
    `another.${thing}`,
    `Give {total, plural, one {it} other {them}} another ${thing} first, or unpublish {total, plural, one {it} other {them}}.`,
  );

const ANOTHER_ACTOR = text(
  'another.actor',
  'Give every character another actor first, or delete it.',
);

/** In the words of the rules that refuse it (`src/publishing`). */
export const OBSTACLES: Record<ObstacleName, ObstacleText> = {
  'movies-without-director': {
    reason: text('without-director', movies('no director')),
    wayOut: another('director'),
  },
  'movies-without-actor': {
    reason: text('without-actor', movies('a character without an actor')),
    wayOut: ANOTHER_ACTOR,
  },
  'movies-without-character': {
    reason: text('without-character', movies('no character')),
    wayOut: another('character'),
  },
  'movies-without-country': {
    reason: text('without-country', movies('no country')),
    wayOut: another('country'),
  },
  'characters-without-actor': {
    reason: text(
      'characters-without-actor',
      '{total, plural, one {# character that no published movie has} other {# characters that no published movie has}} would have no actor',
    ),
    wayOut: ANOTHER_ACTOR,
  },
  'people-without-country': {
    reason: text(
      'people-without-country',
      '{total, plural, one {# person} other {# people}} would have no country',
    ),
    wayOut: text('people-another-country', 'Give them another country first.'),
  },
};
