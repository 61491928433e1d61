import { ref } from './schemas/common';
import type { Reference, Response } from './types';

interface Refusal {
  /** The name of the response among the components. */
  key: string;
  description: string;
  /** As `error.name` says it. */
  name: string;
  message: string;
  details?: object;
  headers?: Response['headers'];
}

const RETRY_AFTER: Response['headers'] = {
  'Retry-After': {
    description: 'In how many seconds to try again.',
    schema: { type: 'integer', minimum: 1 },
  },
};

/** Every error that the API answers with, by status. */
const REFUSALS: Record<number, Refusal> = {
  400: {
    key: 'BadRequest',
    description:
      'The request cannot be used: a parameter, a field or a value, which the message names.',
    name: 'ValidationError',
    message: 'Invalid key titel',
    details: { key: 'titel', path: null, source: 'query', param: 'titel' },
  },
  401: {
    key: 'Unauthorized',
    description: 'The token is missing, forged, expired, or its session has ended.',
    name: 'UnauthorizedError',
    message: 'Missing or invalid credentials',
  },
  403: {
    key: 'Forbidden',
    description: 'The caller lacks the permission.',
    name: 'ForbiddenError',
    message: 'Forbidden',
  },
  404: {
    key: 'NotFound',
    description: 'There is no such entry, or it is not published.',
    name: 'NotFoundError',
    message: 'Not Found',
  },
  413: {
    key: 'PayloadTooLarge',
    description: 'A file is larger than allowed.',
    name: 'PayloadTooLargeError',
    message: 'The picture "me.jpg" has 6 MB. At most 5 MB are taken.',
  },
  429: {
    key: 'TooManyRequests',
    description: 'The budget of requests is used up.',
    name: 'RateLimitError',
    message: 'Too many changes of favorites. Try again in 12 seconds.',
    details: { retryAfterSeconds: 12 },
    headers: RETRY_AFTER,
  },
  500: {
    key: 'InternalServerError',
    description: 'Something that is needed does not work. The log of the server says what.',
    name: 'InternalServerError',
    message: 'Internal Server Error',
  },
  502: {
    key: 'BadGateway',
    description: 'The file storage refuses the request. Nothing was changed.',
    name: 'StorageError',
    message: 'The file storage refuses the request. Nothing was changed.',
  },
  503: {
    key: 'ServiceUnavailable',
    description:
      'The file storage cannot be reached, or is busy with the file, and nothing was changed; or a question takes the database too long.',
    name: 'StorageError',
    message: 'The file storage cannot be reached. Nothing was changed; try again later.',
  },
  504: {
    key: 'GatewayTimeout',
    description: 'The file storage does not answer. Nothing was changed.',
    name: 'StorageError',
    message: 'The file storage does not answer. Nothing was changed; try again later.',
  },
};

/** What a request to the file storage may fail with. */
export const STORAGE_ERRORS = [502, 503, 504] as const;

/** What any endpoint may answer: it refuses values that PostgreSQL cannot take, and unknown tokens. */
export const USUAL_ERRORS = [400, 401, 403] as const;

/** @throws Error when a description names a status that the API has no error for */
export const errorResponse = (status: number): Reference => {
  const refusal = REFUSALS[status];
  if (!refusal) {
    throw new Error(
      `OpenAPI: there is no error of the status ${status}. Describe it under "responses", or use one of ${Object.keys(REFUSALS).join(', ')}.`,
    );
  }
  return { $ref: `#/components/responses/${refusal.key}` };
};

/** The responses that operations refer to, by name. */
export const errorResponses = (): Record<string, Response> =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, refusal]) => {
      const { key, description, name, message, details = {}, headers } = refusal;
      const example = { data: null, error: { status: Number(status), name, message, details } };
      return [
        key,
        {
          description,
          ...(headers ? { headers } : {}),
          content: { 'application/json': { schema: ref('Error'), example } },
        },
      ];
    }),
  );
