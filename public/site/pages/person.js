// @ts-check
import { findPerson, findWorks } from '../api/catalogue.js';
import { element } from '../components/dom.js';
import { fullName, longDate, year } from '../components/format.js';
import { movieGrid } from '../components/movie-grid.js';
import { pictureBox } from '../components/picture.js';
import { orNotFound } from './not-found.js';

/**
 * @typedef {import('../api/types.js').Person} Person
 * @typedef {import('../api/types.js').Work} Work
 * @typedef {import('../router.js').Visit} Visit
 */

/**
 * What the person played, by the movie's documentId; two parts in one movie are one line.
 *
 * @param {Work[]} works
 */
const partsIn = (works) =>
  new Map(
    works.map(({ movie, characters }) => {
      const parts = `as ${characters.map(({ name }) => name).join(', ')}`;
      return [movie.documentId, [year(movie.releaseDate), parts].filter(Boolean).join(' · ')];
    }),
  );

/**
 * @param {string} title
 * @param {Work[]} works
 * @param {AbortSignal} signal
 * @param {Map<string, string>} [notes]
 */
const section = (title, works, signal, notes) =>
  works.length > 0 &&
  element(
    'section',
    { class: 'page' },
    element('h2', {}, title),
    movieGrid(
      works.map(({ movie }) => movie),
      { signal, heading: 'h3', notes },
    ),
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

/** @param {Person} person @param {Work[]} works newest first @param {AbortSignal} signal */
const content = (person, works, signal) => {
  const primary = person.photos.find(({ isPrimary }) => isPrimary) ?? null;
  const born = person.dateOfBirth && `Born ${longDate(person.dateOfBirth)}`;
  const directed = works.filter((work) => work.directed);
  const acted = works.filter(({ characters }) => characters.length > 0);
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
    section('Directed', directed, signal),
    section('Acted in', acted, signal, partsIn(acted)),
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
      const [person, works] = await Promise.all([
        findPerson(documentId, signal),
        findWorks(documentId, signal),
      ]);
      return { title: fullName(person), content: content(person, works, signal) };
    }),
};
