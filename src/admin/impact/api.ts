import { adminApi } from '@strapi/strapi/admin';
import type { Impact } from '../../impact/answers';

/** Entries of one type. */
export interface Entries {
  uid: string;
  documentIds: readonly string[];
}

/** Nothing is kept: others change the catalogue, too. */
const impactApi = adminApi.injectEndpoints({
  endpoints: (builder) => ({
    impact: builder.query<Impact, Entries>({
      query: ({ uid, documentIds }) => ({
        url: `/impact/${uid}`,
        method: 'GET',
        config: { params: { documents: documentIds.join(',') } },
      }),
      transformResponse: ({ data }: { data: Impact }) => data,
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useImpactQuery } = impactApi;
