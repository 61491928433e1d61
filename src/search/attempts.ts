import type { Meanings, ReadQuery, Token } from './tokens';

/** A way to look for a query; the next one is tried when it finds nothing. */
export interface Attempt {
  /** Where the words have to be. */
  column: 'words' | 'description';
  /** A `tsquery` of PostgreSQL. */
  condition: string;
  /** What a word of the name begins with, besides; empty for anything. */
  beginning: string;
  /** Whether names may be what was typed, or begin with it. */
  isTyped: boolean;
  /** What a hit is worth, beside one of the strictest attempt: 0 to 1. */
  worth: number;
}

/** An index would have to collect every name with a word that begins with one of these few letters. */
const MIN_LETTERS_OF_BEGINNING = 3;

const quoted = (word: string): string => `'${word}'`;

const anyOf = (conditions: string[]): string => `(${[...new Set(conditions)].join(' | ')})`;

const allOf = (conditions: string[]): string => `(${conditions.join(' & ')})`;

const meantBy = ({ near, alike, parts }: Meanings): string[] => [
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

/** The words of a query, and how each of them is looked for as it was typed. */
const typedIn = ({ tokens }: ReadQuery) => {
  const last = tokens.at(-1);
  const isShort = last !== undefined && last.word.length < MIN_LETTERS_OF_BEGINNING;
  const isApart = isShort && tokens.length > 1;
  return {
    /** Beside other words, a few letters at the end are asked of what those have found. */
    beginning: isApart ? last.word : '',
    sought: isApart ? tokens.slice(0, -1) : tokens,
    /** What is typed last may be the beginning of a word. */
    typed: (token: Token): string => quoted(token.word) + (token === last && !isShort ? ':*' : ''),
  };
};

const attempt = (conditions: string[], worth: number, more: Partial<Attempt> = {}): Attempt[] =>
  conditions.map((condition) => ({
    column: 'words',
    condition,
    worth,
    beginning: '',
    isTyped: false,
    ...more,
  }));

/** All words in the name, as they were typed; nothing when no name has one of them. */
export const attemptsAsTyped = (query: ReadQuery): Attempt[] => {
  const { sought, beginning, typed } = typedIn(query);
  const literal = sought.map((token) => (token.known ? [typed(token)] : []));
  return attempt(allWords(sought, literal), 1, { beginning, isTyped: true });
};

/**
 * How to look for what was meant, the strictest way first: all words in the name, where only words that
 * no name has are corrected; all words, each corrected; all words in the description; all words but one
 * in the name; any of the words.
 */
export const attemptsAsMeant = (query: ReadQuery, meanings: readonly Meanings[]): Attempt[] => {
  const { tokens } = query;
  const { sought, beginning, typed } = typedIn(query);
  const meant = new Map(tokens.map((token, place) => [token, meanings[place]]));
  const corrections = (token: Token): string[] => {
    const meaning = meant.get(token);
    return meaning ? meantBy(meaning) : [];
  };
  const corrected = (token: Token): string[] => [
    ...(token.known ? [typed(token)] : []),
    ...corrections(token),
  ];

  const strict = sought.map((token) => (token.known ? [typed(token)] : corrections(token)));
  const literal = sought.map((token) => [typed(token)]);
  const possible = tokens.map(corrected).filter((conditions) => conditions.length > 0);
  const some = possible.map(anyOf);
  return [
    ...(sought.every(({ known }) => known)
      ? []
      : attempt(allWords(sought, strict), 1, { beginning })),
    ...attempt(allWords(sought, sought.map(corrected)), 0.9, { beginning }),
    ...attempt(allWords([], literal), 0.5, { column: 'description' }),
    ...attempt(some.length === tokens.length ? allButOne(some) : [], 0.8),
    ...attempt(some.length > 0 ? [anyOf(some)] : [], 0.6),
  ];
};
