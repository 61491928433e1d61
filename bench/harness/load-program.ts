/** The load generator's process: told once what to do, it does so, reports and ends. */
import autocannon from 'autocannon';
import type { Load, LoadResult } from './load';

const apply = async ({ url, method, seconds, users }: Load): Promise<LoadResult> => {
  let next = 0;
  const result = await autocannon({
    url,
    connections: users.length,
    duration: seconds,
    setupClient(client) {
      const user = users[next++ % users.length];
      if (!user) throw new Error('There is no user to send requests for.');
      const headers = { authorization: `Bearer ${user.token}` };
      client.setRequests(user.paths.map((path) => ({ method, path, headers })));
    },
  });
  return {
    perSecond: result['2xx'] / result.duration,
    answered: result['2xx'],
    failed: result.non2xx + result.errors,
    latencyMs: { p50: result.latency.p50, p99: result.latency.p99 },
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
