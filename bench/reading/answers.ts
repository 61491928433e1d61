import { isDeepStrictEqual } from 'node:util';
import type { Client } from 'pg';
import type { HttpServer, LoadRequest } from '../harness';
import { type Question, type Reading, READING, type Variant } from './questions';
import { checkHits } from './search-answers';

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

/** @throws when they do not give the same JSON */
const compareAnswers = (question: Question, variant: Variant, texts: Record<Reading, string>) => {
  const expected = JSON.parse(texts.reelbase) as unknown;
  for (const contender of READING) {
    if (isDeepStrictEqual(JSON.parse(texts[contender]), expected)) continue;
    throw new Error(
      `${question.name}: ${contender} does not answer ${variant[contender].path} as the project does.\n` +
        `${texts[contender].slice(0, 1000)}\ninstead of\n${texts.reelbase.slice(0, 1000)}`,
    );
  }
};

const textsOf = async (servers: Servers, variant: Variant): Promise<Record<Reading, string>> => {
  const texts = { reelbase: '', stock: '', handWritten: '' };
  for (const contender of READING) {
    texts[contender] = await textOf(servers[contender], variant[contender]);
  }
  return texts;
};

/** @throws when one of them finds nothing at all, or something that is not a hit */
const checkSearches = async (
  servers: Servers,
  { variants }: Question,
  client: Client,
): Promise<void> => {
  const found = { reelbase: 0, stock: 0, handWritten: 0 };
  for (const variant of variants) {
    const texts = await textsOf(servers, variant);
    for (const contender of READING) {
      found[contender] += await checkHits(client, contender, texts[contender]);
    }
  }
  const lost = READING.find((contender) => found[contender] === 0);
  if (lost) throw new Error(`The search of ${lost} finds nothing, whatever is asked.`);
};

/**
 * Compares what all of them answer: the same JSON, or, of searches by different ways, hits of the same
 * form. It warms them up as well.
 *
 * @param client of the project's database
 * @throws when one answers something else
 */
export const checkAnswers = async (
  servers: Servers,
  questions: Question[],
  client: Client,
): Promise<void> => {
  for (const question of questions) {
    if (!question.hasOneAnswer) {
      await checkSearches(servers, question, client);
      continue;
    }
    for (const variant of question.variants) {
      compareAnswers(question, variant, await textsOf(servers, variant));
    }
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
