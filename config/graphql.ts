import { environment } from './environment';

/** What one request over GraphQL may cost at most; docs/api.md says how it is counted. */
export default { maxCost: environment().GRAPHQL_MAX_COST };
