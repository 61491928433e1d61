// @ts-check
import { findPerson } from '../api/catalogue.js';
import { element } from '../components/dom.js';
import { fullName, longDate, year } from '../components/format.js';
import { movieGrid } from '../components/movie-grid.js';
import { pictureBox } from '../components/picture.js';
import { orNotFound } from './not-found.js';

/**
 * @typedef {import('../api/types.js').Person} Person
 * @typedef {import('../api/types.js').MovieCard} MovieCard
 * @typedef {import('../router.js').Visit} Visit
 */

/** @param {MovieCard} a @param {MovieCard} b */
const newestFirst = (a, b) => (b.releaseDate ?? '').localeCompare(a.releaseDate ?? '');

/**
 * Movies with what the person played in each; two parts in one movie are one card.
 *
 * @param {Person} person
 */
const acted = ({ characters }) => {
  /** @type {Map<string, { movie: MovieCard, parts: string[] }>} */
  const byMovie = new Map();
  for (const { name, movies } of characters) {
    for (const movie of movies) {
      const known = byMovie.get(movie.documentId) ?? { movie, parts: [] };
      known.parts.push(name);
      byMovie.set(movie.documentId, known);
    }
  }
  const all = [...byMovie.values()].sort((a, b) => newestFirst(a.movie, b.movie));
  const notes = all.map(({ movie, parts }) => {
    const released = year(movie.releaseDate);
    return /** @type {const} */ ([
      movie.documentId,
      `${released ? `${released} · ` : ''}as ${parts.join(', ')}`,
    ]);
  });
  return { movies: all.map(({ movie }) => movie), notes: new Map(notes) };
};

/**
 * @param {string} title
 * @param {MovieCard[]} movies
 * @param {AbortSignal} signal
 * @param {Map<string, string>} [notes]
 */
const section = (title, movies, signal, notes) =>
  movies.length > 0 &&
  element(
    'section',
    { class: 'page' },
    element('h2', {}, title),
    movieGrid(movies, { signal, heading: 'h3', notes }),
  );

/** @param {Person} person */
const gallery = ({ photos, ...person }) => {
  const others = photos.filter(({ isPrimary }) => !isPrimary);
  return (
    others.length > 0 &&
    element(
      'ul',
      { class: 'gallery', 'aria-label': 'More photos' },
      ...others.map((photo) =>
        element(
          'li',
          {},
          pictureBox(photo, {
            sizes: '140px',
            shape: 'portrait',
            alt: photo.alternativeText ?? fullName(person),
          }),
        ),
      ),
    )
  );
};

/** @param {Person} person @param {AbortSignal} signal */
const content = (person, signal) => {
  const primary = person.photos.find(({ isPrimary }) => isPrimary) ?? null;
  const born = person.dateOfBirth && `Born ${longDate(person.dateOfBirth)}`;
  const { movies, notes } = acted(person);
  return element(
    'article',
    { class: 'person' },
    element(
      'div',
      { class: 'page hero' },
      pictureBox(primary, {
        sizes: '(max-width: 700px) 60vw, 300px',
        shape: 'portrait',
        missing: 'person',
        eager: true,
        alt: primary?.alternativeText ?? `Photo of ${fullName(person)}`,
      }),
      element(
        'div',
        { class: 'summary' },
        element('h1', {}, fullName(person)),
        element('p', { class: 'quiet' }, [born, person.country?.name].filter(Boolean).join(' · ')),
        element('p', { class: 'description' }, person.biography),
        gallery(person),
      ),
    ),
    section('Directed', [...person.directedMovies].sort(newestFirst), signal),
    section('Acted in', movies, signal, notes),
  );
};

const skeleton = () =>
  element(
    'div',
    { class: 'page hero skeleton person', 'aria-hidden': 'true' },
    element('span', { class: 'picture portrait' }),
    element(
      'div',
      { class: 'summary' },
      ...['title', 'short', '', ''].map((extra) => element('span', { class: `line ${extra}` })),
    ),
  );

/** A person with photos, and with the movies they directed and acted in. */
export const personPage = {
  skeleton,

  /** @param {Visit} visit */
  load: ({ documentId, signal }) =>
    orNotFound('person', async () => {
      const person = await findPerson(documentId, signal);
      return { title: fullName(person), content: content(person, signal) };
    }),
};
