import { Box, EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, Pagination, useQueryParams } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link, Navigate, useParams } from 'react-router-dom';
import type { ListName, ListPage } from '../../completeness/answers';
import { isForbidden, useCompletenessPageQuery } from './api';
import { EntriesTable } from './EntriesTable';
import { ListsNav } from './ListsNav';
import { DESK_TITLE, LIST_TEXTS, text } from './texts';

const DEFAULT_PAGE_SIZE = 25;
const DEFAULT_PAGE = { page: '1', pageSize: String(DEFAULT_PAGE_SIZE) };
const PAGE_SIZES = ['10', '25', '50', '100'];

const isListName = (name = ''): name is ListName => Object.hasOwn(LIST_TEXTS, name);

const BackToDesk = () => {
  const intl = useIntl();
  return (
    <Typography
      tag={Link}
      to="/completeness"
      textColor="primary600"
      style={{ textDecoration: 'none' }}
    >
      <Flex gap={2} tag="span">
        <ArrowLeft aria-hidden />
        {intl.formatMessage(DESK_TITLE)}
      </Flex>
    </Typography>
  );
};

/** All that their entries lack is what the list is about. */
const LISTS_OF_ONE_GAP: readonly ListName[] = [
  'unnamed-characters',
  'unused-genres',
  'unused-countries',
];

interface EntriesProps {
  list: ListName;
  page: ListPage<string>;
}

const Entries = ({ list, page }: EntriesProps) => {
  const intl = useIntl();
  const { results, pagination } = page;
  if (results.length === 0) {
    return (
      <EmptyStateLayout
        icon={<EmptyDocuments width="16rem" />}
        content={intl.formatMessage(
          pagination.total === 0
            ? text('empty', 'Nothing to do here.')
            : text('empty-page', 'This page has no entries any more. Go back to the first one.'),
        )}
        action={
          pagination.total > 0 && (
            <Typography tag={Link} to={{ search: '' }} textColor="primary600">
              {intl.formatMessage(text('first-page', 'First page'))}
            </Typography>
          )
        }
        shadow="tableShadow"
        hasRadius
      />
    );
  }
  return (
    <>
      <EntriesTable
        label={intl.formatMessage(LIST_TEXTS[list].title)}
        entries={results}
        total={pagination.total}
        hasMissing={!LISTS_OF_ONE_GAP.includes(list)}
      />
      <Pagination.Root
        pageCount={pagination.pageCount}
        total={pagination.total}
        defaultPageSize={DEFAULT_PAGE_SIZE}
      >
        <Pagination.PageSize options={PAGE_SIZES} />
        <Pagination.Links />
      </Pagination.Root>
    </>
  );
};

const List = ({ list }: { list: ListName }) => {
  const intl = useIntl();
  const [{ query }] = useQueryParams(DEFAULT_PAGE);
  const { page, pageSize } = query;
  const { data, isFetching, error } = useCompletenessPageQuery({ list, page, pageSize });
  const title = intl.formatMessage(LIST_TEXTS[list].title);
  if (error) return isForbidden(error) ? <Page.NoPermissions /> : <Page.Error />;

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={intl.formatMessage(LIST_TEXTS[list].purpose)}
        navigationAction={<BackToDesk />}
      />
      <Layouts.Content>
        {!data && (
          <Flex justifyContent="center" padding={8}>
            <Loader>{intl.formatMessage(text('loading', 'Loading the list'))}</Loader>
          </Flex>
        )}
        {data && (
          <Box style={{ opacity: isFetching ? 0.5 : 1 }}>
            <Entries list={list} page={data} />
          </Box>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};

/** One list, page by page; which page is in the address. */
export const ListView = () => {
  const { list } = useParams();
  if (!isListName(list)) return <Navigate to="/completeness" replace />;
  return (
    <Layouts.Root sideNav={<ListsNav />}>
      <List key={list} list={list} />
    </Layouts.Root>
  );
};
