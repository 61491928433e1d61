import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** So many more are done. */
  step: (count: number) => void;
  stop: () => void;
}

/** How often plain output says how far it has come. */
const LINES = 10;

const bar = (total: number, unit: string): Progress => {
  const single = new SingleBar(
    { format: `{bar} {percentage}% | {value}/{total} ${unit} | {eta_formatted} left` },
    Presets.shades_classic,
  );
  single.start(total, 0);
  return { step: (count) => single.increment(count), stop: () => single.stop() };
};

const lines = (total: number, unit: string): Progress => {
  const every = Math.max(1, Math.ceil(total / LINES));
  let done = 0;
  let told = 0;
  return {
    step(count) {
      done += count;
      if (done - told < every && done < total) return;
      told = done;
      console.log(`${done}/${total} ${unit}`);
    },
    stop: () => undefined,
  };
};

/** A bar on a terminal; where output goes to a file or a pipe, a line for each tenth. */
export const createProgress = (total: number, unit: string): Progress =>
  process.stdout.isTTY ? bar(total, unit) : lines(total, unit);
