import type { MovieRecord } from './records';
import type { Outcome } from './writer';

/** How often something was said, and of which movies first. */
interface Tally {
  count: number;
  examples: string[];
}

export interface ImportReport {
  /** Movies that are new in the catalogue: published ones and drafts. */
  created: number;
  published: number;
  drafts: number;
  skipped: number;
  /** Reason → how many movies it kept from being published. A movie may have several. */
  draftReasons: Map<string, Tally>;
  skipReasons: Map<string, Tally>;
  /** What the source said that was not taken over as it stood, for created movies. */
  remarks: Map<string, Tally>;
}

const MAX_EXAMPLES = 3;

const note = (
  tallies: Map<string, Tally>,
  what: string,
  { title, source }: MovieRecord,
  found?: string,
): void => {
  const tally = tallies.get(what) ?? { count: 0, examples: [] };
  tally.count += 1;
  if (tally.examples.length < MAX_EXAMPLES) {
    tally.examples.push(`${title} (${source}${found ? `: ${found}` : ''})`);
  }
  tallies.set(what, tally);
};

/** Collects the outcomes of an import. */
export const createReport = () => {
  const report: ImportReport = {
    created: 0,
    published: 0,
    drafts: 0,
    skipped: 0,
    draftReasons: new Map(),
    skipReasons: new Map(),
    remarks: new Map(),
  };

  return {
    add(record: MovieRecord, { status, reasons }: Outcome): void {
      if (status === 'skipped') {
        report.skipped += 1;
        for (const reason of reasons) note(report.skipReasons, reason, record);
        return;
      }
      report.created += 1;
      if (status === 'published') report.published += 1;
      else report.drafts += 1;
      for (const reason of reasons) note(report.draftReasons, reason, record);
      for (const { what, found } of record.remarks) note(report.remarks, what, record, found);
    },
    done: (): ImportReport => report,
  };
};

const section = (heading: string, tallies: Map<string, Tally>): string[] =>
  tallies.size === 0
    ? []
    : [
        heading,
        ...[...tallies]
          .sort(([, a], [, b]) => b.count - a.count)
          .map(
            ([what, { count, examples }]) =>
              `  ${String(count).padStart(6)}  ${what}: ${examples.join(', ')}${count > examples.length ? ', …' : ''}`,
          ),
      ];

/** The report as text for a terminal, a line for each number and each reason. */
export const formatReport = (report: ImportReport): string =>
  [
    `${report.created} movies created: ${report.published} published, ${report.drafts} left as drafts`,
    `${report.skipped} skipped`,
    ...section('Left as drafts because they have', report.draftReasons),
    ...section('Skipped', report.skipReasons),
    ...section('Taken over with a remark', report.remarks),
  ].join('\n');
