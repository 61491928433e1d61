import type { MessageDescriptor } from 'react-intl';
import type { GapName, ListName } from '../../completeness/answers';

/** A text of the desk, which translations find by its id. */
export const text = (
  id: string,
  defaultMessage: string,
): { id: string; defaultMessage: string } => ({
  id: `completeness.${id}`,
  defaultMessage,
});

interface ListTexts {
  /** In a menu, below the name of its section. */
  label: MessageDescriptor;
  title: MessageDescriptor;
  /** Why the list is there, and what to do about it. */
  purpose: MessageDescriptor;
}

const list = (name: ListName, label: string, title: string, purpose: string): ListTexts => ({
  label: text(`${name}.label`, label),
  title: text(`${name}.title`, title),
  purpose: text(`${name}.purpose`, purpose),
});

export const LIST_TEXTS: Record<ListName, ListTexts> = {
  'publishable-drafts': list(
    'publishable-drafts',
    'Ready to publish',
    'Drafts ready to publish',
    'They have everything that a published movie needs, and are not published.',
  ),
  'incomplete-drafts': list(
    'incomplete-drafts',
    'Incomplete',
    'Incomplete drafts',
    'They cannot be published before they have what is missing.',
  ),
  'movies-without-poster': list(
    'movies-without-poster',
    'Without poster',
    'Movies without poster',
    'Published movies and drafts that have no picture to show.',
  ),
  'movies-without-description': list(
    'movies-without-description',
    'Without description',
    'Movies without description',
    'Published movies and drafts of which nobody can read what they are about.',
  ),
  'movies-without-genres': list(
    'movies-without-genres',
    'Without genres',
    'Movies without genres',
    'Published movies and drafts that nobody finds by genre.',
  ),
  'people-without-photo': list(
    'people-without-photo',
    'Without photo',
    'People without photo',
    'Directors and actors who have no picture to show.',
  ),
  'people-without-country': list(
    'people-without-country',
    'Unknown country',
    'People of an unknown country',
    'Their country is “Unknown”. Set it to the one they are from.',
  ),
  'people-without-movies': list(
    'people-without-movies',
    'Without movies',
    'People without movies',
    'They neither direct nor act in any movie, not even in a draft.',
  ),
  'unnamed-characters': list(
    'unnamed-characters',
    'Unnamed',
    'Unnamed characters',
    'Imported parts of which only the actor is known. Give them their names.',
  ),
  'unused-genres': list(
    'unused-genres',
    'Unused genres',
    'Unused genres',
    'No movie is of these genres, not even a draft.',
  ),
  'unused-countries': list(
    'unused-countries',
    'Unused countries',
    'Unused countries',
    'No movie is from these countries, not even a draft.',
  ),
};

interface Section {
  id: string;
  title: MessageDescriptor;
  lists: readonly ListName[];
}

export const SECTIONS: readonly Section[] = [
  {
    id: 'drafts',
    title: text('section.drafts', 'Drafts'),
    lists: ['publishable-drafts', 'incomplete-drafts'],
  },
  {
    id: 'movies',
    title: text('section.movies', 'Movies'),
    lists: ['movies-without-poster', 'movies-without-description', 'movies-without-genres'],
  },
  {
    id: 'people',
    title: text('section.people', 'People'),
    lists: ['people-without-photo', 'people-without-country', 'people-without-movies'],
  },
  {
    id: 'characters',
    title: text('section.characters', 'Characters'),
    lists: ['unnamed-characters'],
  },
  {
    id: 'vocabulary',
    title: text('section.vocabulary', 'Genres and countries'),
    lists: ['unused-genres', 'unused-countries'],
  },
];

export const GAP_TEXTS: Record<GapName, MessageDescriptor> = {
  title: text('gap.title', 'title'),
  director: text('gap.director', 'director'),
  country: text('gap.country', 'country'),
  characters: text('gap.characters', 'characters'),
  actor: text('gap.actor', 'actor'),
  poster: text('gap.poster', 'poster'),
  description: text('gap.description', 'description'),
  genres: text('gap.genres', 'genres'),
  photos: text('gap.photos', 'photos'),
  movies: text('gap.movies', 'movies'),
  name: text('gap.name', 'name'),
};

export const DESK_TITLE = text('title', 'Completeness');
