export { type Aim, type Benchmark, reportAims } from './aims';
export { Cleanup } from './cleanup';
export { type BenchDatabase, startDatabase } from './database';
export { applyLoad, type Load, type LoadResult } from './load';
export { printMachine } from './machine';
export { type HttpServer, POOL_SIZE, startProductionServer, startServerProgram } from './servers';
export { inTurns, median } from './statistics';
export { printTable } from './table';
export { API_TOKEN, SECRETS, signAccessToken } from './tokens';
