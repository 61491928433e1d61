declare module 'pluralize' {
  /** The plural of an English word. */
  export default function pluralize(word: string): string;
}
