import type { S3Storage } from '../../../config/environment/s3';
import { handlerSdk, type RequestHandler } from './sdk';

const tookTooLong = (totalMs: number): Error =>
  Object.assign(new Error(`The request has not ended within ${totalMs} ms.`), {
    name: 'TimeoutError',
  });

/**
 * Ends each request to S3, with the body of its answer, within a time. The SDK only limits the time
 * until a connection is there and the time without a byte: one byte now and then would hold an upload
 * for hours. What is ended is ended for good: it writes nothing later.
 */
export const createBoundedHandler = ({ provider, requestMs }: S3Storage): RequestHandler => {
  const { NodeHttpHandler } = handlerSdk();
  const handler = new NodeHttpHandler(provider.s3Options.requestHandler);

  return {
    async handle(request, options = {}) {
      const overdue = new AbortController();
      const error = tookTooLong(requestMs);
      const timer = setTimeout(() => overdue.abort(error), requestMs);
      const given = options.abortSignal;
      const abortSignal = given ? AbortSignal.any([given, overdue.signal]) : overdue.signal;
      try {
        const answer = await handler.handle(request, { ...options, abortSignal });
        const { body } = answer.response;
        overdue.signal.addEventListener('abort', () => body.destroy(error), { once: true });
        body.once('close', () => clearTimeout(timer));
        return answer;
      } catch (failure) {
        clearTimeout(timer);
        throw overdue.signal.aborted ? error : failure;
      }
    },
    destroy: () => handler.destroy(),
    updateHttpClientConfig: (key, value) => handler.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
  };
};
