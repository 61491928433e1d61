/** A bar for each value of each group, on a logarithmic scale, as an SVG document. */
export interface Plot {
  title: string;
  /** With its unit. */
  scale: string;
  series: { name: string; color: string }[];
  /** As many values as there are series. */
  groups: { name: string; values: number[] }[];
}

const WIDTH = 860;
const LABELS = 190;
const VALUES = 70;
const BAR = 11;
const GAP = 14;
const TOP = 64;
const FONT = '12px system-ui, sans-serif';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(content)}</text>`;

const label = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

/** From a value to pixels, between the powers of ten around all values. */
const logarithmic = (values: number[]): { of: (value: number) => number; ticks: number[] } => {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(Math.ceil(Math.log10(Math.max(...values))), first + 1);
  const width = WIDTH - LABELS - VALUES;
  return {
    of: (value) => (width * (Math.log10(value) - first)) / (last - first),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
  };
};

const legend = (series: Plot['series']): string =>
  series
    .map(({ name, color }, index) => {
      const x = LABELS + index * 130;
      return `<rect x="${x}" y="34" width="11" height="11" fill="${color}"/>${text(x + 16, 44, name)}`;
    })
    .join('');

export const drawBars = ({ title, scale, series, groups }: Plot): string => {
  const axis = logarithmic(groups.flatMap(({ values }) => values));
  const step = series.length * BAR + GAP;
  const bottom = TOP + groups.length * step;
  const grid = axis.ticks.map((tick) => {
    const x = LABELS + axis.of(tick);
    const line = `<line x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${TOP - 6}" y2="${bottom}" stroke="#ddd"/>`;
    return line + text(x, bottom + 16, tick.toLocaleString('en'), 'text-anchor="middle"');
  });
  const bars = groups.flatMap(({ name, values }, group) => {
    const top = TOP + group * step;
    const heading = text(LABELS - 10, top + (step - GAP) / 2 + 4, name, 'text-anchor="end"');
    const rows = values.map((value, index) => {
      const y = top + index * BAR;
      const width = Math.max(axis.of(value), 1);
      const bar = `<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 2}" fill="${series[index]?.color ?? '#888'}"/>`;
      return bar + text(LABELS + width + 4, y + 9, label(value), 'font-size="9"');
    });
    return [heading, ...rows];
  });
  const height = bottom + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" style="font: ${FONT}" fill="#222">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    text(16, 22, title, 'font-size="15" font-weight="600"'),
    legend(series),
    ...grid,
    ...bars,
    text(LABELS, height - 6, scale),
    '</svg>\n',
  ].join('\n');
};
