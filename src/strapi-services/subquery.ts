/**
 * Prepares a query to be the value of `$in` in a filter. Strapi copies filters with lodash's
 * `cloneDeep`, which would copy a query together with its connection pool. It hands over as they are
 * objects whose tag it does not know.
 */
export const keepWhenCloned = <Query extends object>(query: Query): Query =>
  Object.defineProperty(query, Symbol.toStringTag, { value: 'Subquery' });
