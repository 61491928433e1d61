import type { Modules } from '@strapi/strapi';

type Middleware = Modules.Documents.Middleware.Middleware;
type Next = Parameters<Middleware>[1];

const READS = new Set<string>(['findMany', 'findFirst', 'findOne', 'count']);

/**
 * Several rules for writes as one, each around the next. A read has nothing to do with them, and would
 * otherwise wait for each of them in turn.
 */
export const forWrites =
  (...rules: Middleware[]): Middleware =>
  (context, next) => {
    if (READS.has(context.action)) return next();
    const from = (place: number): ReturnType<Middleware> => {
      const rule = rules[place];
      return rule ? rule(context, (() => from(place + 1)) as Next) : next();
    };
    return from(0);
  };
