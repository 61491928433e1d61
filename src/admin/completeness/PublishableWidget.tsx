import { Table, Tbody, Td } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { isForbidden, useCompletenessPageQuery } from './api';
import { EntryLink, EntryRow } from './EntryLink';
import { LIST_TEXTS, text } from './texts';
import { UpdatedAt } from './UpdatedAt';

const NEWEST = { list: 'publishable-drafts', page: '1', pageSize: '5' } as const;

/** The newest drafts that wait for nothing but their publication. */
export const PublishableWidget = () => {
  const intl = useIntl();
  const { data, isLoading, error } = useCompletenessPageQuery(NEWEST);
  if (isLoading) return <Widget.Loading />;
  if (error && isForbidden(error)) return <Widget.NoPermissions />;
  if (error || !data) return <Widget.Error />;
  if (data.results.length === 0) {
    return (
      <Widget.NoData>
        {intl.formatMessage(text('widget.none', 'No draft waits to be published'))}
      </Widget.NoData>
    );
  }
  return (
    <Table
      aria-label={intl.formatMessage(LIST_TEXTS[NEWEST.list].title)}
      colCount={2}
      rowCount={data.results.length}
    >
      <Tbody>
        {data.results.map((entry) => (
          <EntryRow key={entry.documentId}>
            <Td>
              <EntryLink entry={entry} />
            </Td>
            <Td>
              <UpdatedAt time={entry.updatedAt} />
            </Td>
          </EntryRow>
        ))}
      </Tbody>
    </Table>
  );
};
