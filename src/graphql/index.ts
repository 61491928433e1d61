export { loadRelationsInBatches } from './batched-relations';
export { limitQueryCost } from './cost';
