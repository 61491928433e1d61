import { inTurn } from '../../src/images/decodings';

/** Something that takes until it is told to end. */
const task = () => {
  let end: (error?: Error) => void;
  const promise = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  const run = jest.fn(() => promise);
  return { run, result: inTurn(run), end: (error?: Error) => end(error) };
};

/** Until everything that can go on has gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const started = (tasks: { run: jest.Mock }[]): number =>
  tasks.filter(({ run }) => run.mock.calls.length > 0).length;

describe('pictures are decoded', () => {
  it('two at a time, in the order in which they came', async () => {
    const tasks = [task(), task(), task(), task(), task()];
    for (const [index, { end, result }] of tasks.entries()) {
      await settle();
      expect(started(tasks)).toBe(Math.min(index + 2, tasks.length));
      end();
      await result;
    }
  });

  it('when one before has failed, too', async () => {
    const tasks = [task(), task(), task()];
    tasks[0]?.end(new Error('damaged'));
    await expect(tasks[0]?.result).rejects.toThrow('damaged');
    await settle();

    expect(started(tasks)).toBe(3);
    for (const { end } of tasks) end();
    await Promise.all(tasks.slice(1).map(({ result }) => result));
  });
});
