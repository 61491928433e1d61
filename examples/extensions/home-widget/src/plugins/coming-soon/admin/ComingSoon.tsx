import { Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { adminApi, Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';

const MOVIES = '/content-manager/collection-types/api::movie.movie';

interface Movie {
  documentId: string;
  title: string;
  /** ISO 8601 date, `YYYY-MM-DD`. */
  releaseDate: string;
}

/** As the content manager gives them, so that nobody sees more than there. */
const { useNextReleasesQuery } = adminApi.injectEndpoints({
  endpoints: (builder) => ({
    nextReleases: builder.query<Movie[], { from: string }>({
      query: ({ from }) => ({
        url: MOVIES,
        method: 'GET',
        config: {
          params: {
            filters: { releaseDate: { $gte: from } },
            sort: 'releaseDate:ASC',
            pageSize: 5,
          },
        },
      }),
      transformResponse: ({ results }: { results: Movie[] }) => results,
      // Whoever comes back from a movie may have changed its date.
      keepUnusedDataFor: 0,
    }),
  }),
});

/** The movies that are released next, drafts among them. */
export const ComingSoon = () => {
  const intl = useIntl();
  const from = new Date().toISOString().slice(0, 10);
  const { data: movies, isLoading } = useNextReleasesQuery({ from });
  if (isLoading) return <Widget.Loading />;
  if (!movies) return <Widget.Error />;
  if (movies.length === 0) {
    return (
      <Widget.NoData>
        {intl.formatMessage({
          id: 'coming-soon.none',
          defaultMessage: 'No movie has a date to come',
        })}
      </Widget.NoData>
    );
  }
  return (
    <Table colCount={2} rowCount={movies.length}>
      <Tbody>
        {movies.map(({ documentId, title, releaseDate }) => (
          <Tr key={documentId}>
            <Td>
              <Typography tag={Link} to={`${MOVIES}/${documentId}`} textColor="neutral800">
                {title}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral600">
                {intl.formatDate(releaseDate, { dateStyle: 'medium', timeZone: 'UTC' })}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
