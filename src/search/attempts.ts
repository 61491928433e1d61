import type { ReadQuery, Token } from './tokens';

/** A way to look for a query; the next one is tried when it finds nothing. */
export interface Attempt {
  /** Where the words have to be. */
  column: 'words' | 'description';
  /** A `tsquery` of PostgreSQL. */
  condition: string;
  /** What a word of the name begins with, besides; empty for anything. */
  beginning: string;
  /** What a hit is worth, beside one of the strictest attempt: 0 to 1. */
  worth: number;
}

/** An index would have to collect every name with a word that begins with one of these few letters. */
const MIN_LETTERS_OF_BEGINNING = 3;

const quoted = (word: string): string => `'${word}'`;

const anyOf = (conditions: string[]): string => `(${[...new Set(conditions)].join(' | ')})`;

const allOf = (conditions: string[]): string => `(${conditions.join(' & ')})`;

const meant = ({ near, alike, parts }: Token): string[] => [
  ...(near.length > 0 ? near : alike).map(quoted),
  ...parts.map((words) => allOf(words.map(quoted))),
];

/** Each of the words left out in turn, and nothing where there is nothing to leave out. */
const allButOne = (conditions: string[]): string[] =>
  conditions.length < 2
    ? []
    : [anyOf(conditions.map((_, place) => allOf(conditions.filter((_word, at) => at !== place))))];

/** All of the words, where two that make one of a name may stand for it; nothing without any way. */
const allWords = (tokens: readonly Token[], alternatives: string[][]): string[] => {
  const ways = [
    alternatives,
    ...tokens.flatMap(({ joined }, place) =>
      joined && place + 1 < tokens.length
        ? [[...alternatives.slice(0, place), [quoted(joined)], ...alternatives.slice(place + 2)]]
        : [],
    ),
  ].filter((words) => words.length > 0 && words.every((meanings) => meanings.length > 0));
  return ways.length > 0 ? [anyOf(ways.map((words) => allOf(words.map(anyOf))))] : [];
};

/**
 * How to look for what was typed, the strictest way first: all words in the name, where only words that
 * no name has are corrected; all words, each corrected; all words in the description; all words but one
 * in the name; any of the words.
 */
export const attemptsAt = ({ tokens }: ReadQuery): Attempt[] => {
  const last = tokens.at(-1);
  const isShort = last !== undefined && last.word.length < MIN_LETTERS_OF_BEGINNING;
  /** Beside other words, a few letters at the end are asked of what those have found. */
  const beginning = tokens.length > 1 && isShort ? last.word : '';
  const sought = beginning ? tokens.slice(0, -1) : tokens;

  /** What is typed last may be the beginning of a word. */
  const typed = (token: Token): string =>
    quoted(token.word) + (token === last && !isShort ? ':*' : '');
  const corrected = (token: Token): string[] => [
    ...(token.known ? [typed(token)] : []),
    ...meant(token),
  ];

  const strict = sought.map((token) => (token.known ? [typed(token)] : meant(token)));
  const literal = sought.map((token) => [typed(token)]);
  const possible = tokens.map(corrected).filter((meanings) => meanings.length > 0);
  const some = possible.map(anyOf);

  const attempt = (conditions: string[], worth: number, more: Partial<Attempt> = {}): Attempt[] =>
    conditions.map((condition) => ({ column: 'words', condition, worth, beginning: '', ...more }));
  return [
    ...attempt(allWords(sought, strict), 1, { beginning }),
    ...attempt(allWords(sought, sought.map(corrected)), 0.9, { beginning }),
    ...attempt(allWords([], literal), 0.5, { column: 'description' }),
    ...attempt(some.length === tokens.length ? allButOne(some) : [], 0.8),
    ...attempt(some.length > 0 ? [anyOf(some)] : [], 0.6),
  ];
};
