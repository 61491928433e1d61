import type { ReactElement } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

const MOVIE = 'api::movie.movie';

interface Column {
  name: string;
  label: string | { id: string; defaultMessage: string };
  attribute: { type: string };
  searchable: boolean;
  sortable: boolean;
  cellFormatter?: (entry: { releaseDate?: string | null }) => ReactElement;
}

interface ListView {
  displayedHeaders: Column[];
  layout: object;
}

/** As the other cells of the list. */
const Cell = styled.span`
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: ${({ theme }) => theme.fontSizes[2]};
`;

/** Named like the attribute, so that the head of the column sorts by it. */
const yearColumn: Column = {
  name: 'releaseDate',
  label: { id: 'reelbase.movies.year', defaultMessage: 'Year' },
  attribute: { type: 'date' },
  searchable: false,
  sortable: true,
  // The first four digits: a date object would move the first of January across time zones.
  cellFormatter: ({ releaseDate }) => <Cell>{releaseDate?.slice(0, 4) ?? '-'}</Cell>,
};

const isMovieList = (): boolean => window.location.pathname.includes(`/collection-types/${MOVIE}`);

/** After the title; not where an editor shows the whole date. */
const addYear = (columns: Column[]): Column[] => {
  if (columns.some(({ name }) => name === yearColumn.name)) return columns;
  const place = columns.findIndex(({ name }) => name === 'title') + 1;
  return [...columns.slice(0, place), yearColumn, ...columns.slice(place)];
};

/** Shows the year of release beside the title in the list of movies, which tells remakes apart. */
export const showYearOfMovies = (app: StrapiApp): void => {
  app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', (view: ListView) =>
    isMovieList() ? { ...view, displayedHeaders: addYear(view.displayedHeaders) } : view,
  );
};
