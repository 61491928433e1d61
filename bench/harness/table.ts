/** Prints a table in Markdown, so that it can be pasted; columns after the first are aligned right. */
export const printTable = (title: string, header: string[], rows: string[][]): void => {
  const widths = header.map((cell, column) =>
    Math.max(cell.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (cells: string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  console.log(['', `### ${title}`, '', ...[header, rule, ...rows].map(line)].join('\n'));
};
