import { GraphQLError } from 'graphql';
import { MAX_FILTER_DEPTH } from '../../drafts';

const refusal = (message: string, details: object): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'BAD_USER_INPUT',
      error: { name: 'ValidationError', message, details },
      http: { status: 400 },
    },
  });

/** @param size `Infinity` for one that cannot be told */
export const tooLong = (size: number, limit: number): GraphQLError => {
  const [counted, selections] = Number.isFinite(size) ? [String(size), size] : ['too many', null];
  return refusal(
    `The query has ${counted} fields and fragments, each fragment written out where it is used; ${limit} are allowed. Ask in several requests.`,
    { selections, limit },
  );
};

export const tooCostly = (cost: number, limit: number): GraphQLError =>
  refusal(
    `The query could cost ${cost}, and ${limit} is allowed: that many values would be in its answer if all lists were full. Ask for shorter lists, e.g. "characters(pagination: { limit: 5 })", for fewer lists within lists, with fewer conditions, or in several requests.`,
    { cost, limit },
  );

export const tooDeep = (): GraphQLError =>
  refusal(
    `Arguments or variables of the query are nested deeper than ${MAX_FILTER_DEPTH} levels of objects and lists, which is the limit. Combine conditions side by side, e.g. "and: [a, b]" instead of "and: [{ and: [a] }, b]".`,
    { limit: MAX_FILTER_DEPTH },
  );
