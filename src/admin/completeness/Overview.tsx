import { Box, Flex, Typography } from '@strapi/design-system';
import { ChevronRight } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ListCount } from '../../completeness/answers';
import { isForbidden, useCompletenessCountsQuery } from './api';
import { Count } from './Count';
import { sectionsOf } from './sections';
import { DESK_TITLE, LIST_TEXTS, text } from './texts';

const Columns = styled.div`
  column-gap: ${({ theme }) => theme.spaces[6]};

  ${({ theme }) => theme.breakpoints.medium} {
    columns: 2;
  }
`;

const Card = styled(Box)`
  break-inside: avoid;
  margin-bottom: ${({ theme }) => theme.spaces[6]};
  overflow: hidden;
`;

const Row = styled(Link)`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[4]};
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[5]}`};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  text-decoration: none;

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const ListRow = ({ name, count }: ListCount) => {
  const intl = useIntl();
  const { title, purpose } = LIST_TEXTS[name];
  return (
    <Row to={name}>
      <Flex direction="column" alignItems="flex-start" gap={1} flex="1">
        <Typography fontWeight="semiBold" textColor="neutral800">
          {intl.formatMessage(title)}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {intl.formatMessage(purpose)}
        </Typography>
      </Flex>
      <Count count={count} />
      <ChevronRight aria-hidden fill="neutral500" />
    </Row>
  );
};

/** All lists with their counts, by what they are about. */
export const Overview = () => {
  const intl = useIntl();
  const { data, isLoading, error } = useCompletenessCountsQuery(undefined);
  if (isLoading) return <Page.Loading />;
  if (error && isForbidden(error)) return <Page.NoPermissions />;
  if (error || !data) return <Page.Error />;

  return (
    <Page.Main>
      <Page.Title>{intl.formatMessage(DESK_TITLE)}</Page.Title>
      <Layouts.Header
        title={intl.formatMessage(DESK_TITLE)}
        subtitle={intl.formatMessage(
          text('subtitle', 'What the catalogue lacks, and what can go live'),
        )}
      />
      <Layouts.Content>
        <Columns>
          {sectionsOf(data).map(({ id, title, lists }) => (
            <Card
              key={id}
              tag="section"
              aria-labelledby={`completeness-${id}`}
              background="neutral0"
              hasRadius
              shadow="tableShadow"
              borderColor="neutral150"
            >
              <Box paddingTop={4} paddingBottom={4} paddingLeft={5} paddingRight={5}>
                <Typography variant="delta" tag="h2" id={`completeness-${id}`}>
                  {intl.formatMessage(title)}
                </Typography>
              </Box>
              {lists.map((list) => (
                <ListRow key={list.name} {...list} />
              ))}
            </Card>
          ))}
        </Columns>
      </Layouts.Content>
    </Page.Main>
  );
};
