import { createMovie } from '../factories';
import { anonymous, clearCatalogue, roundTripsOf, sql, strapi } from '../harness';

/** Reads begin no transaction of their own; what rules of somebody's own do around a read stays as it is. */

type Use = ReturnType<typeof strapi>['documents']['use'];
type Next = () => Promise<unknown>;

/** What is done around the list of movies. */
type Rule = (next: Next) => Promise<unknown>;

let documentId: string;

beforeAll(async () => {
  ({ documentId } = await createMovie({ title: 'Read' }));
});
afterAll(clearCatalogue);

/** Asks for the movies while there is a rule. */
const listWith = async (rule: Rule) => {
  const around = (context: { uid: string; action: string }, next: Next) =>
    context.uid === 'api::movie.movie' && context.action === 'findMany' ? rule(next) : next();
  const remove = strapi().documents.use(around as Parameters<Use>[0]) as unknown as () => void;
  try {
    return await anonymous().get('/movies');
  } finally {
    remove();
  }
};

const titleOf = (): Promise<unknown> =>
  sql('SELECT DISTINCT title FROM movies WHERE document_id = $1', [documentId]);

it('a list begins none', async () => {
  const { statements } = await roundTripsOf(() => anonymous().get('/movies').expect(200));
  expect(statements.filter((statement) => statement.startsWith('BEGIN'))).toEqual([]);
});

it('a rule may read in a transaction of its own', async () => {
  const { status, body } = await listWith(async (next) =>
    strapi().db.transaction(async ({ trx }) => {
      await trx.raw('SELECT 1');
      return next();
    }),
  );
  expect(status).toBe(200);
  expect((body as { data: object[] }).data).toHaveLength(1);
});

it('what a rule writes in a transaction of its own, and fails, is undone', async () => {
  const { status } = await listWith(async () =>
    strapi().db.transaction(async () => {
      await strapi()
        .db.query('api::movie.movie')
        .updateMany({ data: { title: 'Torn' } });
      throw new Error('after the write');
    }),
  );
  expect(status).toBe(500);
  expect(await titleOf()).toEqual([{ title: 'Read' }]);
});

it('what a rule writes through the document service has its transaction', async () => {
  const { result, statements } = await roundTripsOf(() =>
    listWith(async (next) => {
      await strapi()
        .documents('api::genre.genre')
        .create({ data: { name: 'Seen' } });
      return next();
    }),
  );
  expect(result.status).toBe(200);
  expect(statements.filter((statement) => statement.startsWith('BEGIN'))).not.toEqual([]);
  await sql(`DELETE FROM genres WHERE name = 'Seen'`);
});
