/** The load generator's process: told once what to do, it does so, reports and ends. */
import autocannon, { type Instance, type Options, type Result } from 'autocannon';
import { type Load, type LoadResult, LONGEST_SECONDS, type Until } from './load';
import { percentile } from './statistics';

/** Milliseconds. autocannon notices only so often that all of its requests are answered. */
const SAMPLE_INTERVAL = 20;

const isRight = (status: number, expected: number | undefined): boolean =>
  expected === undefined ? status >= 200 && status < 300 : status === expected;

/** autocannon's promise cannot be stopped. */
const start = (options: Options): { instance: Instance; ended: Promise<Result> } => {
  let instance: Instance | undefined;
  const ended = new Promise<Result>((resolve, reject) => {
    instance = autocannon(options, (error: Error | null, result) =>
      error ? reject(error) : resolve(result),
    );
  });
  if (!instance) throw new Error('autocannon has not started.');
  return { instance, ended };
};

const limitOf = (until: Until): Pick<Options, 'amount' | 'duration'> =>
  'requests' in until ? { amount: until.requests } : { duration: LONGEST_SECONDS };

/** autocannon's own latencies are in whole milliseconds, which is longer than many an answer takes. */
const apply = async ({ url, until, status, connections }: Load): Promise<LoadResult> => {
  let next = 0;
  let answered = 0;
  let wrong = 0;
  let bytes = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  const isEnough = () =>
    'seconds' in until &&
    latencies.length >= (until.leastAnswers ?? 1) &&
    performance.now() - startedAt >= until.seconds * 1000;
  const { instance, ended } = start({
    url,
    connections: connections.length,
    sampleInt: SAMPLE_INTERVAL,
    timeout: LONGEST_SECONDS,
    // A load with a failure is none.
    bailout: 1,
    ...limitOf(until),
    setupClient(client) {
      const requests = connections[next++ % connections.length];
      if (!requests) throw new Error('There are no requests to send.');
      client.setRequests(requests);
      client.on('response', (code, size, tookMs) => {
        if (isRight(code, status)) answered += 1;
        else wrong += 1;
        bytes += size;
        latencies.push(tookMs);
        if (wrong > 0 || isEnough()) instance.stop();
      });
    },
  });
  const result = await ended;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: answered / result.duration,
    answered,
    failed: wrong + result.errors,
    latencyMs: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
    bytes: bytes / (answered + wrong),
  };
};

process.once('message', (load: Load) => {
  apply(load).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
