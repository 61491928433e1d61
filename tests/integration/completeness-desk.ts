import { Client } from 'pg';
import type { ListedEntry, ListName, ListPage } from '../../src/completeness/answers';
import { type AdminClient, application, strapi } from '../harness';

type Entry = ListedEntry<string>;

/** A page of a list, as the admin panel gets it. */
export const pageOf = async (
  admin: AdminClient,
  list: ListName,
  query: Record<string, unknown> = {},
): Promise<ListPage<string>> => {
  const { status, body } = await admin.get(`/completeness/${list}`, query);
  if (status !== 200) throw new Error(`${list} answered ${status}: ${JSON.stringify(body)}`);
  return body as ListPage<string>;
};

/** The entries of the first page of a list. */
export const entriesOf = async (admin: AdminClient, list: ListName): Promise<Entry[]> =>
  (await pageOf(admin, list, { pageSize: 100 })).results;

/** Their titles, sorted. */
export const titlesOf = async (admin: AdminClient, list: ListName): Promise<(string | null)[]> =>
  (await entriesOf(admin, list)).map(({ title }) => title).sort();

/** How many entries each list has, by name. */
export const countsOf = async (admin: AdminClient): Promise<Record<string, number>> => {
  const { body } = await admin.get('/completeness');
  const lists = (body as { data: { name: string; count: number }[] }).data;
  return Object.fromEntries(lists.map(({ name, count }) => [name, count]));
};

/** A draft with a title and nothing else, as an editor begins it. */
export const createBareDraft = async (admin: AdminClient, title: string): Promise<void> => {
  const path = '/content-manager/collection-types/api::movie.movie';
  const { status } = await admin.post(path, { title });
  if (status !== 201) throw new Error(`The draft "${title}" is not created: ${status}`);
};

/** Changes the draft of a movie, and not what is published of it. */
export const changeDraft = (documentId: string, data: object) =>
  strapi().documents('api::movie.movie').update({ documentId, data });

/** Runs one statement that the database would refuse: past its triggers. */
export const damage = async (text: string, values: unknown[] = []): Promise<void> => {
  const client = new Client(application().databaseUrl);
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(text, values);
  } finally {
    await client.end();
  }
};
