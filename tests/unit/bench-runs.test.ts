import { medianGrowth } from '../../bench/reading/growth';
import type { Measured } from '../../bench/reading/measure';
import { medianOutcome, type Outcome } from '../../bench/reading/report';
import { acrossRuns, measureRuns } from '../../bench/reading/runs';

const QUESTIONS = [{ title: 'list' }, { title: 'page' }];

const quietly = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    return await work();
  } finally {
    said.mockRestore();
  }
};

/** Gives the numbers in order, and fails where there is none. */
const giving = (...numbers: (number | undefined)[]) => {
  let next = 0;
  return ({ title }: { title: string }) => {
    const value = numbers[next++];
    return value === undefined
      ? Promise.reject(new Error(`${title} has failed`))
      : Promise.resolve(value);
  };
};

const sum = (_first: number, all: number[]) => all.reduce((total, value) => total + value);

const measured = (perSecond: number): Measured => ({
  perSecond,
  p50Ms: 1 / perSecond,
  p99Ms: 2 / perSecond,
  bytes: 100,
});

const outcome = (perSecond: number): Outcome => {
  const four = <Value>(value: Value) => ({
    reelbase: value,
    stock: value,
    handWritten: value,
    bare: value,
  });
  return {
    name: 'list',
    title: 'list',
    statements: four(3),
    measured: four(measured(perSecond)),
    ofHandWritten: four(measured(perSecond / 10)),
    ofStock: measured(perSecond / 100),
  };
};

describe('The runs of the benchmark', () => {
  it('ask all questions each, one run after the other', async () => {
    const runs = await quietly(() => measureRuns(QUESTIONS, 2, giving(1, 10, 2, 20)));
    expect(runs).toEqual({
      runs: [
        [1, 10],
        [2, 20],
      ],
    });
    expect(acrossRuns(runs, sum)).toEqual([3, 30]);
  });

  it('keep what was measured before something failed', async () => {
    const runs = await quietly(() => measureRuns(QUESTIONS, 3, giving(1, 10, 2)));
    expect(runs).toEqual({ runs: [[1, 10], [2]], failure: new Error('page has failed') });
    expect(acrossRuns(runs, sum)).toEqual([3, 10]);
  });

  it('have nothing to show where the first question fails', async () => {
    const runs = await quietly(() => measureRuns(QUESTIONS, 3, giving()));
    expect(runs).toEqual({ runs: [[]], failure: new Error('list has failed') });
    expect(acrossRuns(runs, sum)).toEqual([]);
  });

  it('are summed up by their medians', () => {
    const all = [outcome(100), outcome(400), outcome(300)];
    expect(medianOutcome(outcome(100), all)).toEqual(outcome(300));
  });

  it('are summed up by their medians where the catalogue grows', () => {
    const growth = (p50: number, times: number) => ({
      name: 'list',
      title: 'list',
      p50Ms: { 10: p50, 20: p50 * times },
      times,
    });
    const all = [growth(1, 1), growth(4, 3), growth(2, 1.5)];
    expect(medianGrowth(growth(1, 1), all)).toEqual({
      ...growth(2, 1.5),
      p50Ms: { 10: 2, 20: 3 },
    });
  });
});
