import { inTurns, median, percentile, ratio } from '../../bench/harness/statistics';
import { compare, type Rounds, summarize } from '../../bench/reading/measure';
import { printTable } from '../../bench/harness/table';

const round = (perSecond: number, p50: number): Rounds[number] => ({
  perSecond,
  answered: 100,
  failed: 0,
  latencyMs: { p50, p99: 2 * p50 },
  bytes: 1000,
});

describe('The benchmark', () => {
  it('takes the value in the middle, and of an even number the mean of the two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(median([])).toBeNaN();
  });

  it('takes percentiles by the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('compares what was measured in the same round, and not medians of different ones', () => {
    // A machine that is half as fast in every other round meets both alike.
    expect(ratio([10, 5, 20], [20, 10, 40])).toBe(0.5);
    expect(ratio([1, 4], [1, 2])).toBe(1.5);
  });

  it('asks contenders in turns, backwards in every other round', async () => {
    const order: string[] = [];
    const contender = (name: string) => () => Promise.resolve(order.push(name));
    const counts = await inTurns(3, { a: contender('a'), b: contender('b') });
    expect(order.join('')).toBe('abbaab');
    expect(counts).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });
  });

  it('sums up the rounds of a contender, and compares them with those of another', () => {
    const fast = [round(200, 1), round(100, 2), round(300, 1)];
    const slow = [round(100, 2), round(50, 8), round(100, 3)];
    expect(summarize(fast)).toEqual({ perSecond: 200, p50Ms: 1, p99Ms: 2, bytes: 1000 });
    expect(compare(fast, slow)).toMatchObject({ perSecond: 2, p50Ms: 1 / 3, bytes: 1 });
  });

  it('prints tables in Markdown, numbers to the right', () => {
    const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    printTable('Times', ['request', 'ms'], [['list', '12.5']]);
    const [text] = said.mock.calls[0] as [string];
    said.mockRestore();
    expect(text.split('\n')).toEqual([
      '',
      '### Times',
      '',
      '| request |   ms |',
      '| ------- | ---: |',
      '| list    | 12.5 |',
    ]);
  });
});
