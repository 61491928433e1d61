import { createReadStream } from 'node:fs';
import path from 'node:path';
import { ADAPTERS, importCatalogue, type MovieRecord } from '../../src/importer';
import { clearCatalogue, strapi, until, withAdmin } from '../harness';
import { startReceiver } from '../harness/webhook-receiver';
import { type Told, toldDuring } from './events-told';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const FILE = path.join(__dirname, '..', 'fixtures', 'messy-movies.csv');

const records = (): AsyncIterable<MovieRecord> => {
  const { csv } = ADAPTERS;
  if (!csv) throw new Error('There is no CSV adapter');
  return csv.read(createReadStream(FILE), 'messy-movies.csv');
};

async function* breakingOff(): AsyncGenerator<MovieRecord> {
  yield* records();
  throw new Error('The file ends in the middle');
}

const tellings = (action: () => Promise<unknown>): Promise<Told[]> =>
  toldDuring(['catalogue.imported', 'movie.published'], action);

afterEach(clearCatalogue);

it('an import is one event with the numbers of its report, and one without news is none', async () => {
  let counts = {};
  const importing = async () => {
    const { created, published, drafts, skipped } = await importCatalogue(strapi(), records());
    counts = { created, published, drafts, skipped };
  };
  const told = await tellings(importing);
  expect(counts).toMatchObject({ created: 14, skipped: 1 });
  expect(told).toEqual([{ name: 'catalogue.imported', event: counts }]);

  expect(await tellings(importing)).toEqual([]);
  expect(counts).toMatchObject({ created: 0 });
});

it('an import that fails is no event, and one that does not reaches webhooks', async () => {
  const receiver = await startReceiver();
  const desk = new WebhooksDesk(await withAdmin('strapi-super-admin'));
  await desk.make(receiver.url, ['catalogue.imported']);
  try {
    const told = await tellings(async () => {
      await expect(importCatalogue(strapi(), breakingOff())).rejects.toThrow('The file ends');
    });
    expect(told).toEqual([]);
    expect(await deliveryRows()).toEqual([]);

    await importCatalogue(strapi(), records());
    // As after the command, which is another process: the server comes by every ten seconds.
    await until(() => receiver.received.length > 0, 20_000);
    expect(receiver.received[0]?.body).toMatchObject({ event: 'catalogue.imported', created: 14 });
    await until(async () => (await deliveryRows()).length === 0);
  } finally {
    await desk.clear();
    await receiver.close();
  }
});
