import { z } from 'zod';

const MAX_LENGTH = 255;
const MIN_USERNAME_LENGTH = 3;

/**
 * Control, format, private-use and unassigned characters, halves of characters, and line breaks: what
 * nobody sees, or everybody sees differently, so that two names could look the same.
 */
const UNUSABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Between letters, Persian and Indic names are spelled with characters that join and separate them. */
const JOINERS = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=\p{L})/gu;

/** A letter with an accent has two spellings in Unicode that nobody can tell apart; this is one. */
const normalizeName = (text: string): string => text.trim().normalize('NFC');

/**
 * A username as it is stored, and as it is looked for: without spaces at its ends, in Unicode's
 * composed form (NFC). One with an "@" is the account's email, letter by letter, and stays so.
 */
export const normalizeUsername = (text: string): string =>
  text.includes('@') ? text.trim() : normalizeName(text);

/** As readers count, and PostgreSQL does: "😀" is one, where `length` says two. */
const lengthOf = (text: unknown): number =>
  typeof text === 'string' ? Array.from(text).length : 0;

type Spelled = (text: string) => string;

const asSpelled: Spelled = (text) => text;
const withoutJoiners: Spelled = (text) => text.replace(JOINERS, '');

const codePointOf = (text: string): string => {
  const [character] = UNUSABLE.exec(text) ?? [''];
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
};

const text = (error: string, normalize: Spelled, spelled: Spelled) =>
  z
    .string(error)
    .overwrite(normalize)
    .refine((value) => !UNUSABLE.test(spelled(value)), {
      abort: true,
      error: ({ input }) =>
        `must not contain the character ${codePointOf(spelled(String(input)))}. Leave out line breaks and control, format, private and unassigned characters`,
    })
    .refine((value) => lengthOf(value) <= MAX_LENGTH, {
      error: ({ input }) => `must have at most ${MAX_LENGTH} characters, not ${lengthOf(input)}`,
    });

/** An empty name is no name. */
const name = text('must be a text, or null for none', normalizeName, withoutJoiners)
  .transform((value) => (value === '' ? null : value))
  .nullable();

const username = text('must be a text', normalizeUsername, asSpelled).refine(
  (value) => lengthOf(value) >= MIN_USERNAME_LENGTH,
  {
    error: ({ input }) =>
      `must have at least ${MIN_USERNAME_LENGTH} characters, not ${lengthOf(input)}`,
  },
);

/** The names of an account, each read into the form in which it is stored. */
export const accountNames = { firstName: name, lastName: name, username };
