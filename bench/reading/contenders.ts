import path from 'node:path';
import { sizeFor } from '../catalogue';
import { SEARCH_INDEXES } from '../handwritten/search';
import {
  type BenchDatabase,
  type Cleanup,
  type HttpServer,
  type LoadRequest,
  startProductionServer,
  startServerProgram,
} from '../harness';
import { copyRows, startStockStrapi } from '../stock-strapi';
import { checkAnswers, textOf, withValidators } from './answers';
import { fill } from './data';
import { type Question, type Reading, READING } from './questions';

/** Those that read the database, and the one that has the same bytes in memory. */
export const CONTENDERS = [...READING, 'bare'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** A contender, and what to ask it for each question, by the question's name. */
export interface Asked {
  server: HttpServer;
  requests: Record<string, LoadRequest[]>;
}

const program = (folder: string): string => path.join(__dirname, '..', folder, 'server.js');

const barePath = (question: Question, index: number): string => `/${question.name}/${index}`;

/** Bodies as the project sends them, by path. */
const recordAnswers = async (server: HttpServer, questions: Question[]) => {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    for (const [index, { reelbase }] of question.variants.entries()) {
      answers[barePath(question, index)] = await textOf(server, reelbase);
    }
  }
  return answers;
};

const bareRequests = (question: Question): LoadRequest[] =>
  question.variants.map((_, index) => ({
    method: 'GET',
    path: barePath(question, index),
    ...(question.revalidates && { headers: { 'if-none-match': '"known"' } }),
  }));

const requestsOf = (questions: Question[], toRequests: (question: Question) => LoadRequest[]) =>
  Object.fromEntries(questions.map((question) => [question.name, toRequests(question)]));

/**
 * All contenders on one PostgreSQL: the project and the hand-written server on one database, the stock
 * application on another with the same rows. What they answer has been compared.
 *
 * @throws when one of them does not answer what the project answers
 */
export const startContenders = async (
  database: BenchDatabase,
  { movies }: { movies: number },
  questions: Question[],
  cleanup: Cleanup,
): Promise<Record<Contender, Asked>> => {
  const stockApplication = startStockStrapi(database, cleanup);
  // Its failure is told where it is waited for, and not before.
  stockApplication.catch(() => undefined);
  const reelbase = await startProductionServer(database, cleanup);
  await fill(database.client, sizeFor(movies));
  for (const index of SEARCH_INDEXES) await database.client.query(index);
  const stock = await stockApplication;
  await copyRows(database.client, stock.database.client);
  const handWritten = await startServerProgram(program('handwritten'), database, cleanup);
  const servers = { reelbase, stock: stock.server, handWritten };
  await checkAnswers(servers, questions, database.client);
  const answers = await recordAnswers(reelbase, questions);
  const bare = await startServerProgram(program('bare'), database, cleanup, answers);

  const validated = await withValidators(servers, questions);
  const asked = (name: Reading): Asked => ({
    server: servers[name],
    requests: requestsOf(validated, ({ variants }) => variants.map((variant) => variant[name])),
  });
  return {
    reelbase: asked('reelbase'),
    stock: asked('stock'),
    handWritten: asked('handWritten'),
    bare: { server: bare, requests: requestsOf(validated, bareRequests) },
  };
};
