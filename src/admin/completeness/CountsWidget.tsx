import { Flex, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import { isForbidden, useCompletenessCountsQuery } from './api';
import { Count } from './Count';
import { LIST_TEXTS, text } from './texts';

const Row = styled(Link)`
  display: flex;
  justify-content: space-between;
  align-items: center;
  padding: ${({ theme }) => theme.spaces[2]};
  border-radius: ${({ theme }) => theme.borderRadius};
  text-decoration: none;

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

/** Of the lists of what is missing, those that have something to do, with how much. */
export const CountsWidget = () => {
  const intl = useIntl();
  const { data, isLoading, error } = useCompletenessCountsQuery(undefined);
  if (isLoading) return <Widget.Loading />;
  if (error && isForbidden(error)) return <Widget.NoPermissions />;
  if (error || !data) return <Widget.Error />;
  const open = data.filter(({ name, count }) => count > 0 && name !== 'publishable-drafts');
  if (open.length === 0) {
    return (
      <Widget.NoData>
        {intl.formatMessage(text('widget.complete', 'The catalogue lacks nothing'))}
      </Widget.NoData>
    );
  }
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
      {open.map(({ name, count }) => (
        <li key={name}>
          <Row to={`/completeness/${name}`}>
            <Typography textColor="neutral800">
              {intl.formatMessage(LIST_TEXTS[name].title)}
            </Typography>
            <Count count={count} />
          </Row>
        </li>
      ))}
    </Flex>
  );
};
