/**
 * Loaded into a server before its own code (`node --require`): profiles its processor time between two
 * messages of its parent, so that its start is not part of the profile.
 */
import { writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';

/** Begin, or write what was seen since to a file. */
export type ProfilerCommand = 'begin' | { writeTo: string };

/** Microseconds between two looks: fine enough for answers that take a millisecond. */
const INTERVAL = 200;

const session = new Session();

const done = (error: Error | null): void => {
  process.send?.(error ? error.message : 'done');
};

const begin = (): void => {
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  session.post('Profiler.start', done);
};

const end = (file: string): void => {
  session.post('Profiler.stop', (error, { profile }: { profile: Profiler.Profile }) => {
    if (!error) writeFileSync(file, JSON.stringify(profile));
    done(error);
  });
};

session.connect();
process.on('message', (command: ProfilerCommand) => {
  if (command === 'begin') begin();
  else end(command.writeTo);
});
// The server ends as it does without a parent that listens.
process.channel?.unref();
