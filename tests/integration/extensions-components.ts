import { cp } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { BY_PLUGIN } from '../fixtures/components/src/plugins/graphql-by-plugin/serve-by-plugin';
import type { ExtendedProject } from '../harness/extended-project';
import type { ExtendedServer } from './extended-server';

const FIXTURE = path.resolve(__dirname, '..', 'fixtures', 'components');

/** A type with components, which have relations and media: the project itself has none. */
export const addComponents = ({ folder }: ExtendedProject): Promise<void> =>
  cp(FIXTURE, folder, { recursive: true });

const PANEL = `{
  caption
  person { firstName directedMovies(sort: "title", pagination: { limit: 5 }) { title } }
  movies(sort: "title:desc", pagination: { limit: 5 }) { title director { firstName } }
  movies_connection(filters: { title: { startsWith: "Panel A" } }, pagination: { limit: 5 }) { nodes { title } }
  picture { name }
  pictures(sort: "name:desc", pagination: { limit: 5 }) { name }
}`;

const QUERY = `{ galleries(sort: "name", pagination: { limit: 5 }) {
  name
  front ${PANEL}
  panels(sort: "caption", pagination: { limit: 5 }) ${PANEL}
} }`;

/** What relations and media within components answer, on a server of a project that has them. */
export const describeComponents = (server: () => ExtendedServer): void =>
  describe('components over GraphQL', () => {
    const upload = async (name: string): Promise<number> => {
      const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: name } });
      const { body } = await server()
        .program.post('/api/upload')
        .attach('files', await picture.png().toBuffer(), `${name}.png`)
        .expect(201);
      return body[0].id as number;
    };

    const published = async (title: string) => {
      const movie = await server().createDraft({ title });
      await server().publish(movie).expect(200);
      return movie;
    };

    beforeAll(async () => {
      const { create, createDraft, createPerson } = server();
      const person = await createPerson('Nurith');
      const [a, b] = [await published('Panel A'), await published('Panel B')];
      const draft = await createDraft({ title: 'Panel A, unheard of' });
      const [red, blue] = [await upload('red'), await upload('blue')];
      const full = { person, movies: [a, b, draft], picture: red, pictures: [red, blue] };
      const one = { caption: 'one', movies: [b], pictures: [blue] };
      await create('galleries', {
        name: 'First',
        front: { caption: 'front', ...full },
        panels: [{ caption: 'three' }, { caption: 'two', ...full }, one],
      });
      await create('galleries', { name: 'Second', panels: [{ caption: 'four', picture: blue }] });
    });

    it.each(['visitor', 'program'] as const)('are what the plugin answers to a %s', async (who) => {
      const client = server()[who];
      const { body: byPlugin } = await client.post(BY_PLUGIN, { query: QUERY });
      const ours = await client.graphql(QUERY);

      expect(ours).toEqual(byPlugin);
      expect(ours.errors).toBeUndefined();
    });

    it('have relations to one and to many, and pictures; of drafts, nothing', async () => {
      const { data } = await server().visitor.graphql(QUERY);
      const director = { firstName: 'Agnes' };
      const [a, b] = [{ title: 'Panel A' }, { title: 'Panel B' }];
      const full = {
        person: { firstName: 'Nurith', directedMovies: [] },
        movies: [
          { ...b, director },
          { ...a, director },
        ],
        movies_connection: { nodes: [a] },
        picture: { name: 'red.png' },
        pictures: [{ name: 'red.png' }, { name: 'blue.png' }],
      };
      const nothing = {
        person: null,
        movies: [],
        movies_connection: { nodes: [] },
        picture: null,
        pictures: [],
      };
      const one = { movies: [{ ...b, director }], pictures: [{ name: 'blue.png' }] };
      expect(data.galleries).toEqual([
        {
          name: 'First',
          front: { caption: 'front', ...full },
          panels: [
            { ...nothing, caption: 'one', ...one },
            { ...nothing, caption: 'three' },
            { caption: 'two', ...full },
          ],
        },
        {
          name: 'Second',
          front: null,
          panels: [{ ...nothing, caption: 'four', picture: { name: 'blue.png' } }],
        },
      ]);
    });
  });
