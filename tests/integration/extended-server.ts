import { once } from 'node:events';
import request from 'supertest';
import type { ExtendedProject } from '../harness/extended-project';
import { startAndWait } from '../harness/server-process';

const PASSWORD = 'Correct-horse-1-battery';

interface GraphQLAnswer {
  // What it is depends on the question; a test looks at it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data?: any;
  errors?: { message: string }[];
}

/** Somebody who calls the server, with a token or without. Paths are whole ones. */
const clientOf = (url: string, token?: string) => {
  const agent = request(url);
  const authorize = (test: request.Test) =>
    token ? test.set('Authorization', `Bearer ${token}`) : test;
  return {
    get: (path: string, query: object = {}) => authorize(agent.get(path)).query(query),
    post: (path: string, data?: object) => authorize(agent.post(path)).send(data),
    put: (path: string, data: object) => authorize(agent.put(path)).send(data),
    delete: (path: string) => authorize(agent.delete(path)),
    graphql: async (query: string): Promise<GraphQLAnswer> => {
      const { body } = await authorize(agent.post('/graphql')).send({ query });
      return body as GraphQLAnswer;
    },
  };
};

export type ServerClient = ReturnType<typeof clientOf>;

const registerAdmin = async (url: string): Promise<ServerClient> => {
  const account = { firstname: 'Ada', lastname: 'Admin', email: 'ada@example.com' };
  const { body } = await clientOf(url)
    .post('/admin/register-admin', { ...account, password: PASSWORD })
    .expect(200);
  return clientOf(url, body.data.token);
};

/** An administrator with the role Editor, as an invitation makes one. */
const inviteEditor = async (url: string, admin: ServerClient): Promise<ServerClient> => {
  const { body: roles } = await admin.get('/admin/roles').expect(200);
  const { id } = roles.data.find(({ code }: { code: string }) => code === 'strapi-editor');
  const editor = { firstname: 'Edith', lastname: 'Editor', email: 'edith@example.com' };
  const { body } = await admin.post('/admin/users', { ...editor, roles: [id] }).expect(201);
  const { registrationToken } = body.data;
  const userInfo = { firstname: 'Edith', lastname: 'Editor', password: PASSWORD };
  const registered = await clientOf(url)
    .post('/admin/register', { registrationToken, userInfo })
    .expect(200);
  return clientOf(url, registered.body.data.token);
};

const createProgram = async (url: string, admin: ServerClient): Promise<ServerClient> => {
  const token = { name: 'program', description: '', type: 'full-access', lifespan: null };
  const { body } = await admin.post('/admin/api-tokens', token).expect(201);
  return clientOf(url, body.data.accessKey);
};

/** The server of an extended project, as its own process, and who calls it. */
export const startExtendedServer = async (
  project: ExtendedProject,
  database: string,
  env: NodeJS.ProcessEnv = {},
) => {
  const server = await startAndWait(database, env, project);
  const { url } = server;
  const admin = await registerAdmin(url);
  const program = await createProgram(url, admin);

  const create = async (path: string, data: object): Promise<string> => {
    const { body } = await program.post(`/api/${path}`, { data });
    if (!body.data) throw new Error(`No entry of ${path}: ${JSON.stringify(body.error)}`);
    return body.data.documentId as string;
  };
  const country = async (): Promise<string> => {
    const { body } = await program.get('/api/countries', { 'filters[code]': 'FR' });
    return body.data[0].documentId as string;
  };
  const createPerson = async (firstName: string) =>
    create('people', { firstName, lastName: 'Varda', country: await country() });

  return {
    url,
    output: server.output,
    visitor: clientOf(url),
    program,
    admin,
    editor: await inviteEditor(url, admin),
    create,
    createPerson,
    /** A draft with all that a movie needs to be published, and what is given. */
    createDraft: async (movie: { title: string; [field: string]: unknown }) => {
      const director = await createPerson('Agnes');
      const data = { director, country: await country(), releaseDate: '1962-04-11', ...movie };
      const { body } = await program
        .post('/api/movies?status=draft', { data: { characters: [], ...data } })
        .expect(201);
      const { documentId } = body.data as { documentId: string };
      await create('characters', {
        name: 'Cleo',
        role: 'leading',
        actor: director,
        movies: [documentId],
      });
      return documentId;
    },
    publish: (movie: string) => program.put(`/api/movies/${movie}`, { data: {} }),
    async stop() {
      server.child.kill();
      if (server.child.exitCode === null) await once(server.child, 'exit');
    },
  };
};

export type ExtendedServer = Awaited<ReturnType<typeof startExtendedServer>>;
