import { adminApi } from '@strapi/strapi/admin';
import type { ListCount, ListName, ListPage } from '../../completeness/answers';

export interface PageQuery {
  list: ListName;
  page: string;
  pageSize: string;
}

/** Nothing is kept: whoever comes back from an entry has changed what the lists say. */
const completenessApi = adminApi.injectEndpoints({
  endpoints: (builder) => ({
    completenessCounts: builder.query<ListCount[], undefined>({
      query: () => '/completeness',
      transformResponse: ({ data }: { data: ListCount[] }) => data,
      keepUnusedDataFor: 0,
    }),
    completenessPage: builder.query<ListPage<string>, PageQuery>({
      query: ({ list, ...params }) => ({
        url: `/completeness/${list}`,
        method: 'GET',
        config: { params },
      }),
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useCompletenessCountsQuery, useCompletenessPageQuery } = completenessApi;

/** Whether a query failed because the administrator may not see what it asks for. */
export const isForbidden = (error: object): boolean => 'status' in error && error.status === 403;
