declare module 'pluralize' {
  const pluralize: {
    /** The plural of an English word. */
    (word: string): string;
    /** Its singular. */
    singular: (word: string) => string;
  };
  export default pluralize;
}
