import {
  Badge,
  Flex,
  Status,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ListedEntry } from '../../completeness/answers';
import { EntryLink, EntryRow } from './EntryLink';
import { GAP_TEXTS, text } from './texts';
import { UpdatedAt } from './UpdatedAt';

const STATUSES = {
  draft: { variant: 'secondary', name: text('status.draft', 'Draft') },
  modified: { variant: 'alternative', name: text('status.modified', 'Modified') },
  published: { variant: 'success', name: text('status.published', 'Published') },
} as const;

const StatusCell = ({ status }: { status: keyof typeof STATUSES }) => {
  const intl = useIntl();
  const { variant, name } = STATUSES[status];
  return (
    <Status variant={variant} size="S" width="min-content">
      <Typography tag="span" variant="omega" fontWeight="bold">
        {intl.formatMessage(name)}
      </Typography>
    </Status>
  );
};

const Missing = ({ missing }: Pick<ListedEntry, 'missing'>) => {
  const intl = useIntl();
  return (
    <Flex gap={1} wrap="wrap" tag="ul">
      {missing.map((gap) => (
        <li key={gap}>
          <Badge backgroundColor="warning100" textColor="neutral800">
            {intl.formatMessage(GAP_TEXTS[gap])}
          </Badge>
        </li>
      ))}
    </Flex>
  );
};

interface EntriesTableProps {
  /** What the table is about, for who cannot see the heading. */
  label: string;
  entries: readonly ListedEntry<string>[];
  total: number;
  /** Whether there is more to say than that each is on the list. */
  hasMissing: boolean;
}

/** Entries with what each lacks; the status only where there are drafts. */
export const EntriesTable = ({ label, entries, total, hasMissing }: EntriesTableProps) => {
  const intl = useIntl();
  const hasStatus = entries.some(({ status }) => status !== null);
  const headers = [
    text('column.entry', 'Entry'),
    ...(hasMissing ? [text('column.missing', 'Missing')] : []),
    ...(hasStatus ? [text('column.status', 'Status')] : []),
    text('column.updated', 'Last changed'),
  ];

  return (
    <Table aria-label={label} colCount={headers.length} rowCount={total + 1}>
      <Thead>
        <Tr>
          {headers.map((header) => (
            <Th key={header.id}>
              <Typography variant="sigma" textColor="neutral600">
                {intl.formatMessage(header)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.documentId}>
            <Td>
              <EntryLink entry={entry} />
            </Td>
            {hasMissing && (
              <Td>
                <Missing missing={entry.missing} />
              </Td>
            )}
            {hasStatus && <Td>{entry.status && <StatusCell status={entry.status} />}</Td>}
            <Td>
              <UpdatedAt time={entry.updatedAt} />
            </Td>
          </EntryRow>
        ))}
      </Tbody>
    </Table>
  );
};
