import { isDeepStrictEqual } from 'node:util';
import type { HttpServer, LoadRequest } from '../harness';
import { type Question, type Reading, READING, type Variant } from './questions';

export type Servers = Record<Reading, HttpServer>;

const ask = async ({ url }: HttpServer, request: LoadRequest): Promise<Response> => {
  const { method, path, headers, body } = request;
  return fetch(`${url}${path}`, { method, headers, body });
};

/** The text of an answer. @throws when it is not 200 */
export const textOf = async (server: HttpServer, request: LoadRequest): Promise<string> => {
  const answer = await ask(server, request);
  const text = await answer.text();
  if (answer.status === 200) return text;
  throw new Error(`${server.url}${request.path} answers ${answer.status}: ${text.slice(0, 500)}`);
};

const fieldsOf = (text: string): string => {
  const { data } = JSON.parse(text) as { data: object[] };
  return Object.keys(data[0] ?? {}).join();
};

const checkVariant = async (
  servers: Servers,
  { name, hasOneAnswer }: Question,
  variant: Variant,
): Promise<void> => {
  const expected = await textOf(servers.reelbase, variant.reelbase);
  for (const contender of READING) {
    const text = await textOf(servers[contender], variant[contender]);
    const isRight = hasOneAnswer
      ? isDeepStrictEqual(JSON.parse(text), JSON.parse(expected))
      : contender === 'stock' || !fieldsOf(text) || fieldsOf(text) === fieldsOf(expected);
    if (isRight) continue;
    throw new Error(
      `${name}: ${contender} does not answer ${variant[contender].path} as the project does.\n` +
        `${text.slice(0, 1000)}\ninstead of\n${expected.slice(0, 1000)}`,
    );
  }
};

/**
 * Compares what all of them answer: the same JSON, or, of searches by different ways, hits of the same
 * form. It warms them up as well.
 *
 * @throws when one answers something else
 */
export const checkAnswers = async (servers: Servers, questions: Question[]): Promise<void> => {
  for (const question of questions) {
    for (const variant of question.variants) await checkVariant(servers, question, variant);
  }
};

/** The request of a client that has the answer; without an ETag, it is the same request again. */
const revalidation = async (server: HttpServer, request: LoadRequest): Promise<LoadRequest> => {
  const etag = (await ask(server, request)).headers.get('etag');
  if (!etag) return request;
  return { ...request, headers: { ...request.headers, 'if-none-match': etag } };
};

/** Questions whose clients have the answers already, as they then ask. */
export const withValidators = (servers: Servers, questions: Question[]): Promise<Question[]> =>
  Promise.all(
    questions.map(async (question) => {
      if (!question.revalidates) return question;
      const variants = await Promise.all(
        question.variants.map(async ({ reelbase, stock, handWritten }) => ({
          reelbase: await revalidation(servers.reelbase, reelbase),
          stock: await revalidation(servers.stock, stock),
          handWritten: await revalidation(servers.handWritten, handWritten),
        })),
      );
      return { ...question, variants };
    }),
  );
