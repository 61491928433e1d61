export { type Aim, type Benchmark, reportAims } from './aims';
export { Cleanup } from './cleanup';
export { type BenchDatabase, createDatabase, startDatabase } from './database';
export { applyLoad, type LoadRequest, type LoadResult, type Until } from './load';
export { type Machine, printMachine } from './machine';
export {
  type HttpServer,
  POOL_SIZE,
  type ProfiledServer,
  startNodeServer,
  startProductionServer,
  startProfiledServer,
  startServerProgram,
} from './servers';
export { inTurns, median, ratio } from './statistics';
export { printTable } from './table';
export { API_TOKEN, SECRETS, signAccessToken, signSessionlessToken } from './tokens';
