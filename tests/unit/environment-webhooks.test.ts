import { secretsSchema, settingsSchema } from '../../config/environment/schema';

const secrets = (value: string) => secretsSchema.shape.WEBHOOK_SECRET.safeParse(value);
const retries = (value?: string) =>
  settingsSchema.shape.WEBHOOK_RETRY_SECONDS.safeParse(value).data;

it('there may be two secrets while one is being replaced', () => {
  const [next, former] = ['the next secret of mine', 'the former secret of mine'];
  expect(secrets(`${next}, ${former}`).data).toEqual([next, former]);
});

it('each secret has to be long', () => {
  const { error } = secrets('the next secret of mine,short');
  expect(error?.issues[0]?.message).toBe(
    'must be secrets of at least 16 characters, separated by commas',
  );
});

it('attempts are repeated for a day and a half unless it is said otherwise', () => {
  expect(retries()).toEqual([10, 60, 300, 1800, 7200, 21600, 86400]);
  expect(retries('0.5, 20')).toEqual([0.5, 20]);
});

it.each(['', '10,', '-1', 'often', '1e9'])('attempts cannot be repeated after "%s"', (value) => {
  expect(retries(value)).toBeUndefined();
});
