export { loadRelationsInBatches } from './batched-relations';
