/** How many lines end in a piece of text; `\r\n`, `\n` and `\r` each end one. */
export function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/**
 * Finds the field of a raw CSV row that holds the character at `offset`: its position, counted
 * from 1, and the line breaks between the beginning of the row and that of the field.
 */
export function fieldAt(
  raw: string,
  offset: number,
): { position: number; lineBreaksBefore: number } {
  let quoted = false;
  let position = 1;
  let start = 0;
  for (let at = 0; at < offset; at += 1) {
    // A quote written twice inside a quoted value toggles twice, which changes nothing.
    if (raw[at] === '"') quoted = !quoted;
    if (raw[at] === ',' && !quoted) {
      position += 1;
      start = at + 1;
    }
  }
  return { position, lineBreaksBefore: lineBreaks(raw.slice(0, start)) };
}
