/** What was measured, by run, then by question: of the last run, until something failed. */
export interface Runs<Result> {
  runs: Result[][];
  failure?: Error;
}

/**
 * Measures all questions, again in each run. A failure ends it, and keeps what was measured before.
 *
 * @param runs how many
 */
export const measureRuns = async <Question extends { title: string }, Result>(
  questions: Question[],
  runs: number,
  measure: (question: Question) => Promise<Result>,
): Promise<Runs<Result>> => {
  const measured: Result[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    const results: Result[] = [];
    measured.push(results);
    for (const question of questions) {
      console.log(`Run ${run} of ${runs}, measuring: ${question.title} …`);
      try {
        results.push(await measure(question));
      } catch (error) {
        return { runs: measured, failure: error as Error };
      }
    }
  }
  return { runs: measured };
};

/**
 * One result for each question, of those of the runs that have come to it.
 *
 * @param runs the results of each, in the same order
 * @param combine what several runs gave for one question
 */
export const acrossRuns = <Result>(
  { runs }: Runs<Result>,
  combine: (first: Result, all: Result[]) => Result,
): Result[] =>
  (runs[0] ?? []).map((first, index) =>
    combine(
      first,
      runs.flatMap((results) => results.slice(index, index + 1)),
    ),
  );
