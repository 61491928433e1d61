import type { Impact } from '../../src/impact/answers';
import type { AdminClient } from '../harness';
import type { Type } from './catalogue-doors';

/** Where the admin panel asks. */
export const impactPath = (type: Type): string => `/impact/api::${type}.${type}`;

/** What the admin panel shows before these entries are unpublished or deleted. */
export const impactOf = async (
  admin: AdminClient,
  type: Type,
  ...documentIds: string[]
): Promise<Impact> => {
  const { status, body } = await admin.get(impactPath(type), { documents: documentIds.join(',') });
  if (status !== 200) throw new Error(`${type} answered ${status}: ${JSON.stringify(body)}`);
  return (body as { data: Impact }).data;
};
