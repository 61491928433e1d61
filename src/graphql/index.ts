export { loadRelationsInBatches } from './batched-relations';
export { limitQueryCost } from './cost';
export { hideInternalErrors } from './internal-errors';
