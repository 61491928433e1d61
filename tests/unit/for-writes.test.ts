import { forWrites } from '../../src/documents/for-writes';

type Middleware = Parameters<typeof forWrites>[0];
type Context = Parameters<Middleware>[0];
type Next = Parameters<Middleware>[1];

const run = async (action: string): Promise<string[]> => {
  const seen: string[] = [];
  const rule =
    (name: string): Middleware =>
    async (_context, next) => {
      seen.push(`before ${name}`);
      const result = await next();
      seen.push(`after ${name}`);
      return result;
    };
  const write = (() => {
    seen.push(action);
    return Promise.resolve();
  }) as unknown as Next;
  await forWrites(rule('first'), rule('second'))({ action } as Context, write);
  return seen;
};

describe('Rules for writes', () => {
  it('run in their order around a write, each around the next', async () => {
    expect(await run('publish')).toEqual([
      'before first',
      'before second',
      'publish',
      'after second',
      'after first',
    ]);
  });

  it.each(['findMany', 'findFirst', 'findOne', 'count'])('leave %s alone', async (action) => {
    expect(await run(action)).toEqual([action]);
  });
});
