import { parse } from 'graphql';
import { isNestedDeeper, sizeOf } from '../../src/graphql/cost/nesting';
import { writtenSize } from '../../src/graphql/cost/written-size';

describe('the size of values', () => {
  const nested = (levels: number) =>
    Array.from({ length: levels }).reduce<Record<string, unknown>>((not) => ({ not }), {});

  it('counts what is in objects and in lists, and the levels', () => {
    expect(sizeOf({ a: 1, b: [1, { c: null }], d: {} }, 20)).toEqual({
      keys: 4,
      items: 2,
      levels: 2,
    });
  });

  it('ends below the deepest level that is allowed, without using the stack', () => {
    expect(sizeOf(nested(100_000), 20)).toEqual({ keys: 21, items: 0, levels: 21 });
  });

  it.each([
    [20, false],
    [21, true],
    [1000, true],
  ])('tells whether a document spells out more levels: %i', (levels, isDeeper) => {
    const document = parse(
      `{ a(b: ${'{ c: ['.repeat(levels / 2)}${levels % 2 ? '{}' : ''}${'] }'.repeat(levels / 2)}, d: { e: 1 }) }`,
    );
    expect(isNestedDeeper(document, 20)).toBe(isDeeper);
  });
});

describe('the written size of a document', () => {
  /** Each fragment has the one before twice: two to the power of `levels`. */
  const bomb = (levels: number): string =>
    [
      '{ movies { ...F0 } }',
      ...Array.from(
        { length: levels },
        (_, level) => `fragment F${level} on Movie { ...F${level + 1} ...F${level + 1} }`,
      ),
      `fragment F${levels} on Movie { title }`,
    ].join('\n');

  it.each([
    ['its fields', '{ movies { title director { name } } }', 4],
    ['its fragments, as often as they are used', bomb(3), 1 + 15 + 8],
    ['inline fragments and their fields', '{ movies { ... on Movie { title } } }', 3],
    [
      'the largest operation',
      'query A { movie { title } } query B { movies { title genres { name } } }',
      4,
    ],
    ['thirty fragments in each other', bomb(30), 1 + (2 ** 31 - 1) + 2 ** 30],
    [
      'fragments that contain themselves',
      '{ movie { ...A } } fragment A on Movie { title ...A }',
      Infinity,
    ],
    ['more levels than it is told to', `${'{ movie '.repeat(51)}${'}'.repeat(51)}`, Infinity],
  ])('counts %s', (_, source, size) => {
    expect(writtenSize(parse(source), 50)).toBe(size);
  });
});
