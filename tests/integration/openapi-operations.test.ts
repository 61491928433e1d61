import { createApiToken, sql, strapi } from '../harness';
import {
  answersOf,
  type Call,
  callOf,
  callsOf,
  type Changes,
  readDocument,
  send,
} from './openapi-calls';
import { createWorld, emptyCatalogue, type World } from './openapi-world';
import { REST_ROUTES } from './permissions-audiences';

interface Special {
  /** Makes what the example needs beyond the world, and gives what cannot be in an example. */
  prepare?: (world: World) => Promise<unknown>;
  /** Where the answer is an error, because of what the world lacks. */
  status?: number;
}

const ownSession = async ({ user }: World): Promise<Changes> => {
  const { body } = await user.client.get('/auth/sessions');
  return { path: { sessionId: body.data[0].id } };
};

const ofOwnRole = ({ roleId }: World): Promise<Changes> =>
  Promise.resolve({ path: { id: roleId, role: roleId } });

/** Mail goes nowhere in the tests. */
const withMail = (): Promise<void> => {
  const { provider } = strapi().plugin('email') as unknown as { provider: { send: unknown } };
  jest.spyOn(provider as { send: () => Promise<void> }, 'send').mockResolvedValue();
  return Promise.resolve();
};

const SPECIAL: Partial<Record<string, Special>> = {
  deleteCountry: { prepare: emptyCatalogue },
  deletePerson: { prepare: emptyCatalogue },
  deleteCharacter: {
    // A movie keeps one character at least.
    prepare: async () => {
      await sql('DELETE FROM movies');
    },
  },
  register: {
    prepare: async () => {
      await sql('DELETE FROM up_users');
    },
  },
  refreshTokens: {
    prepare: ({ user }) => Promise.resolve({ body: { refreshToken: user.refreshToken } }),
  },
  endSession: { prepare: ownSession },
  getRole: { prepare: ofOwnRole },
  updateRole: { prepare: ofOwnRole },
  deleteRole: { prepare: ofOwnRole },
  // Without `id` of a file to replace.
  uploadFiles: { status: 201 },
  sendEmail: { prepare: withMail },
  // Signing in with another site is switched off unless an administrator switches it on.
  connectProvider: { status: 400 },
  signInWithProvider: { status: 400 },
  // The project has no components.
  getComponent: { status: 404 },
};

const successOf = ({ operation }: Call): number =>
  Math.min(
    ...Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status < 400),
  );

/** Entries of a list, wherever the answer has it. */
const listIn = (body: { data?: unknown }): unknown[] | undefined => {
  const list = Array.isArray(body) ? body : body.data;
  return Array.isArray(list) ? list : undefined;
};

let document: Awaited<ReturnType<typeof readDocument>>;
let answers: ReturnType<typeof answersOf>;

beforeAll(async () => {
  document = await readDocument();
  answers = answersOf(document);
});

afterEach(() => jest.restoreAllMocks());

const ROUTES = [...Object.values(REST_ROUTES).flat(), 'POST /graphql'];

const GRAPHQL_REFUSAL = { errors: [{ message: 'Forbidden access' }] };

const NOBODY: Changes = { path: { id: 999_999, documentId: 'none', role: 999_999 } };

const nameOf = ({ method, path }: Call): string => `${method} ${path}`;

it('calls each operation of the document', () => {
  const called = ROUTES.map((route) => nameOf(callOf(document, route)));
  expect(called.sort()).toEqual(callsOf(document).map(nameOf).sort());
});

/** What a request has not changed, the next one finds as it was. */
let untouched: World | undefined;

describe.each(ROUTES)('%s', (route) => {
  it('answers its example as the document says', async () => {
    const call = callOf(document, route);
    const { prepare, status = successOf(call) } = SPECIAL[call.operation.operationId] ?? {};
    const world = untouched ?? (await createWorld());
    untouched = route.startsWith('GET ') && !route.includes('/auth/') ? world : undefined;
    const changes = (await prepare?.(world)) as Changes | undefined;

    const answer = await send(call, world, changes);

    expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
    expect(answers.problems(call, answer.status, answer.body)).toEqual([]);
    if (call.operation.operationId !== 'findComponents') {
      expect(listIn(answer.body)).not.toEqual([]);
    }
  });
});

describe('errors', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });

  const guarded = ROUTES.filter((route) => route !== 'GET /openapi.json');

  it.each(guarded)('%s refuses a forged token as the document says', async (route) => {
    const call = callOf(document, route);
    const answer = await send(call, world, { token: 'forged' });
    expect(answer.status).toBe(401);
    expect(answers.problems(call, 401, answer.body)).toEqual([]);
  });

  it.each(guarded)('%s refuses a token without permissions as the document says', async (route) => {
    const call = callOf(document, route);
    const token = await createApiToken({ type: 'custom', permissions: [] });
    const answer = await send(call, world, { token });
    // GraphQL answers each field that is refused among the others.
    const refusals = route === 'POST /graphql' ? [200] : [401, 403];
    expect(refusals).toContain(answer.status);
    if (answer.status === 200) expect(answer.body).toMatchObject(GRAPHQL_REFUSAL);
    expect(answers.problems(call, answer.status, answer.body)).toEqual([]);
  });

  it.each([
    ['that cannot be read', { query: '{ movies {' }],
    ['that asks for what there is not', { query: '{ movies { titel } }' }],
    ['that is missing', {}],
  ])('POST /graphql answers a query %s as the document says', async (_what, body) => {
    const call = callOf(document, 'POST /graphql');
    const answer = await send(call, world, { body });
    expect(answer.status).toBe(400);
    expect(answers.problems(call, 400, answer.body)).toEqual([]);
  });

  it.each(ROUTES.filter((route) => route.includes('/:')))(
    '%s answers about nothing as the document says',
    async (route) => {
      const call = callOf(document, route);
      const answer = await send(call, world, NOBODY);
      expect(answers.problems(call, answer.status, answer.body)).toEqual([]);
    },
  );

  // Whatever else the request says is done: not to the roles that all tests share.
  const harmless = ROUTES.filter((route) => !/(PUT|DELETE) .*roles/.test(route));

  it.each(harmless)('%s answers unknown parameters as the document says', async (route) => {
    const call = callOf(document, route);
    const answer = await send(call, world, { query: { nonsense: '1' } });
    expect(answers.problems(call, answer.status, answer.body)).toEqual([]);
  });
});
