import { Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ListedEntry } from '../../completeness/answers';
import { text } from './texts';

const TitleLink = styled(Link)`
  color: ${({ theme }) => theme.colors.neutral800};
  text-decoration: none;

  /* Wherever the row is pressed, if it is positioned. */
  &::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  &:focus-visible {
    outline: none;
  }

  &:focus-visible::after {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

/** A row that one link of its own covers. */
export const EntryRow = styled(Tr)`
  position: relative;
`;

/** The title of an entry, and what tells it from others; leads to its edit view. */
export const EntryLink = ({ entry }: { entry: ListedEntry<string> }) => {
  const intl = useIntl();
  const { uid, documentId, title, detail } = entry;
  return (
    <Typography ellipsis tag="span" style={{ display: 'block' }}>
      <TitleLink to={`/content-manager/collection-types/${uid}/${documentId}`}>
        {title ?? intl.formatMessage(text('untitled', 'Untitled'))}
        {detail && (
          <Typography textColor="neutral600" tag="span">
            {` · ${detail}`}
          </Typography>
        )}
      </TitleLink>
    </Typography>
  );
};
