import { aimsOf, growthOf } from '../../bench/reading/growth';
import type { Rounds } from '../../bench/reading/measure';

const rounds = (...p50s: number[]): Rounds =>
  p50s.map((p50) => ({
    perSecond: 1000 / p50,
    answered: 100,
    failed: 0,
    latencyMs: { p50, p99: p50 },
    bytes: 100,
  }));

const SEARCH = { name: 'search', title: 'search' };

describe('The growth of p50 with the catalogue', () => {
  it('is that from the smallest to the largest, in the same round', () => {
    const measured = { '10': rounds(2, 4, 2), '20': rounds(9, 9, 9), '30': rounds(3, 8, 3) };
    expect(growthOf(SEARCH, measured, [10, 20, 30])).toEqual({
      ...SEARCH,
      p50Ms: { 10: 2, 20: 9, 30: 3 },
      times: 1.5,
    });
  });

  it.each([
    [1.5, true],
    [1.6, false],
  ])('may be 1.5 times at most: %d', (times, holds) => {
    const [aim] = aimsOf([{ ...SEARCH, p50Ms: {}, times }], '10 movies', '30 movies');
    expect(aim).toMatchObject({
      name: 'search: p50 with 30 movies, of that with 10 movies',
      measured: `${times.toFixed(2)} ×`,
      holds,
    });
  });
});
