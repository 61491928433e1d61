import type { Profiler } from 'node:inspector';
import { sharesOf } from '../../bench/reading/shares';

const frame = (functionName: string, url = '') => ({
  functionName,
  url,
  scriptId: '0',
  lineNumber: 0,
  columnNumber: 0,
});

const PROJECT = '/home/me/movies';

const profile: Profiler.Profile = {
  startTime: 0,
  endTime: 1000,
  nodes: [
    { id: 1, callFrame: frame('(idle)') },
    { id: 2, callFrame: frame('(garbage collector)') },
    { id: 3, callFrame: frame('find', `${PROJECT}/node_modules/@strapi/core/dist/find.js`) },
    { id: 4, callFrame: frame('search', `file://${PROJECT}/dist/src/search/search.js`) },
    { id: 5, callFrame: frame('emit', 'node:events') },
    { id: 6, callFrame: frame('l', `${PROJECT}/node_modules/a/node_modules/lodash/lodash.js`) },
  ],
  samples: [3, 1, 4, 5, 6, 3, 2],
  timeDeltas: [0, 100, 500, 100, 100, 100, 100],
};

describe('A profile of the benchmark', () => {
  it('gives each package, folder and Node its share of the time that was worked', () => {
    expect(sharesOf(profile, PROJECT)).toEqual([
      { owner: '@strapi/core', share: 0.4 },
      { owner: 'src/search', share: 0.2 },
      { owner: 'node', share: 0.2 },
      { owner: 'lodash', share: 0.2 },
      { owner: '(garbage collector)', share: 0 },
    ]);
  });
});
