import { readOptions } from '../../bench/reading/options';

describe('The options of the reading benchmark', () => {
  it('are a full run where nothing is said', () => {
    expect(readOptions([])).toEqual({
      movies: 100_000,
      seconds: 2,
      rounds: 3,
      runs: 1,
      sizes: [10_000, 100_000, 1_000_000],
      only: [],
      smoke: false,
      growth: false,
      profile: false,
    });
  });

  it('are small with --smoke, unless they are given', () => {
    expect(readOptions(['--smoke'])).toMatchObject({ movies: 500, smoke: true });
    expect(readOptions(['--smoke', '--movies', '30'])).toMatchObject({ movies: 30 });
  });

  it('name requests and sizes in lists', () => {
    expect(readOptions(['--only', 'page,search'])).toMatchObject({ only: ['page', 'search'] });
    expect(readOptions(['--growth', '--sizes', '1000,5000'])).toMatchObject({
      growth: true,
      sizes: [1000, 5000],
    });
  });

  it.each([
    [['--movies', 'many'], '--movies is "many". Give a number above 0.'],
    [['--movies', '1.5'], '--movies is "1.5". Give a whole number.'],
    [['--runs', '0'], '--runs is "0". Give a number above 0.'],
    [['--seconds', '0'], '--seconds is "0". Give a number above 0.'],
    [['--sizes', '5000'], '--sizes is "5000". Give two numbers or more, the smallest first.'],
    [['--sizes', '5,3'], '--sizes is "5,3". Give two numbers or more, the smallest first.'],
    [['--growth', '--profile'], 'Give --growth or --profile, not both.'],
  ])('%j are refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('that are not known are refused by name', () => {
    expect(() => readOptions(['--fast'])).toThrow('--fast');
  });
});
