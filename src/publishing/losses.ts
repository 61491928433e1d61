import type { UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../strapi-services';
import { type Need, NAMED, NAMES, NEEDS } from './needs';

/** Some who need an entry, with the ids of all that have what they need by it. */
interface Dependents {
  need: Need;
  ids: number[];
}

interface Lacking {
  name: string;
  year?: number | null;
  total: number;
}

/** What a write has taken away. */
interface Loss {
  field: string | undefined;
  sentence: string;
  wayOut: string;
}

/** An entry that is written, before the write. */
export interface Needed {
  name: string;
  dependents: Dependents[];
}

const rowsOf = async <Row>(trx: Connection, sql: string, value: unknown): Promise<Row[]> => {
  const { rows } = await trx.raw<{ rows: Row[] }>(sql, [value] as never);
  return rows;
};

/** Who needs the entry now. */
export const findDependents = async (
  trx: Connection,
  uid: UID.ContentType,
  documentId: string,
): Promise<Needed> => {
  const dependents: Dependents[] = [];
  for (const need of NEEDS[uid] ?? []) {
    const rows = await rowsOf<{ id: number }>(trx, need.holders, documentId);
    if (rows.length > 0) dependents.push({ need, ids: rows.map(({ id }) => id) });
  }
  const names = NAMES[uid];
  const [named] = names ? await rowsOf<{ name: string }>(trx, names, documentId) : [];
  return { name: named?.name ?? '', dependents };
};

const nameOf = ({ name, year }: Lacking): string => (year ? `"${name}" (${year})` : `"${name}"`);

const lossOf = ({ field, who, lack, wayOut }: Need, lacking: Lacking[], total: number): Loss => {
  const [one, several] = who;
  const more = total > NAMED ? ` and ${total - NAMED} more` : '';
  return {
    field,
    sentence: `${total} ${total === 1 ? one : several} would have ${lack}: ${lacking.map(nameOf).join(', ')}${more}.`,
    wayOut: wayOut(total === 1 ? 'it' : 'them'),
  };
};

/** What those who needed the entry have lost by the write. */
export const findLosses = async (trx: Connection, { dependents }: Needed): Promise<Loss[]> => {
  const losses: Loss[] = [];
  for (const { need, ids } of dependents) {
    const lacking = await rowsOf<Lacking>(trx, need.lacking, ids);
    if (lacking[0]) losses.push(lossOf(need, lacking, lacking[0].total));
  }
  return losses;
};

/** What an entry cannot be, as it stands in "Person "Sofia Coppola" cannot be …". */
export type Change = 'deleted' | 'changed like this' | 'created like this';

/** Says what would be lost, and what to do about it; of a change, for each attribute. */
export const refusal = (entry: string, change: Change, losses: Loss[]): errors.ValidationError => {
  const wayOut = [...new Set(losses.map((loss) => loss.wayOut))];
  const sentences = losses.map(({ sentence }) => sentence);
  return new errors.ValidationError(
    `${entry} cannot be ${change}: ${[...sentences, ...wayOut].join(' ')}`,
    {
      errors: losses.map((loss) => ({
        path: change === 'deleted' || !loss.field ? [] : [loss.field],
        message: `${loss.sentence} ${loss.wayOut}`,
        name: 'ValidationError',
      })),
    },
  );
};
