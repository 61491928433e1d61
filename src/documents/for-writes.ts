import type { Modules } from '@strapi/strapi';
import { isRead } from '../strapi-services/document-actions';

type Middleware = Modules.Documents.Middleware.Middleware;
type Next = Parameters<Middleware>[1];

/**
 * Several rules for writes as one, each around the next. A read has nothing to do with them, and would
 * otherwise wait for each of them in turn.
 */
export const forWrites =
  (...rules: Middleware[]): Middleware =>
  (context, next) => {
    if (isRead(context.action)) return next();
    const from = (place: number): ReturnType<Middleware> => {
      const rule = rules[place];
      return rule ? rule(context, (() => from(place + 1)) as Next) : next();
    };
    return from(0);
  };
