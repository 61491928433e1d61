import type { Profiler, Runtime } from 'node:inspector';
import { fileURLToPath } from 'node:url';

/** Code of one package, of one folder of the project, or of Node. */
export interface Share {
  owner: string;
  /** Of the time that the processor worked, in this code alone, without what it calls: 0 to 1. */
  share: number;
}

const IDLE = '(idle)';

const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const FOLDER_OF_PROJECT = /^\/dist\/((?:src|config)\/[^/]+)/;

const ownerOf = ({ functionName, url }: Runtime.CallFrame, project: string): string => {
  // Node's own, and what has no code: collecting garbage, waiting, writing to sockets.
  if (!url || url.startsWith('node:')) return functionName.startsWith('(') ? functionName : 'node';
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const packageName = PACKAGE.exec(file)?.[1];
  if (packageName) return packageName;
  const inProject = file.startsWith(project) ? file.slice(project.length) : file;
  return FOLDER_OF_PROJECT.exec(inProject)?.[1] ?? inProject;
};

/**
 * Whose code a processor worked for, the most expensive first. Time without work is left out.
 *
 * @param project absolute path, without a slash at the end
 */
export const sharesOf = (
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  project: string,
): Share[] => {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame, project)]));
  const times = new Map<string, number>();
  let total = 0;
  for (const [index, node] of samples.entries()) {
    const owner = owners.get(node) ?? '';
    if (owner === IDLE) continue;
    // The first difference is that to the beginning; a sample lasts until the next one.
    const took = timeDeltas[index + 1] ?? 0;
    total += took;
    times.set(owner, (times.get(owner) ?? 0) + took);
  }
  return [...times]
    .map(([owner, took]) => ({ owner, share: took / total }))
    .sort((a, b) => b.share - a.share);
};
