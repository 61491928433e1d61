import type { Demo } from '../demo';

/** What would run, were it ever taken for HTML. */
export const HOSTILE_TITLE = '<img src=x onerror="document.title=1">"\'><script>alert(1)</script>';

const MOVIES = '/content-manager/collection-types/api::movie.movie';

interface Entry {
  documentId: string;
  director: { documentId: string };
  country: { documentId: string };
  characters: { documentId: string }[];
}

const connect = (...entries: { documentId: string }[]) => ({
  connect: entries.map(({ documentId }) => ({ documentId })),
});

interface Facts {
  title: string;
  description: string;
  releaseDate?: string;
}

/** Publishes a movie, as an editor may, with the relations of another; gives its documentId. */
export const publishMovie = async (demo: Demo, facts: Facts): Promise<string> => {
  const call = async (path: string, body?: object, token?: string) => {
    const answer = await fetch(demo.url + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        'Content-Type': 'application/json',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} is a ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { data: unknown };
  };
  const { email, password } = demo.account('editor');
  const login = await call('/admin/login', { email, password });
  const { token } = login.data as { token: string };
  const like = await call('/api/movies?filters[title]=Metropolis&populate=*');
  const { director, country, characters } = (like.data as [Entry])[0];
  const movie = {
    ...facts,
    director: connect(director),
    country: connect(country),
    characters: connect(...characters),
  };
  const published = await call(`${MOVIES}/actions/publish`, movie, token);
  return (published.data as Entry).documentId;
};

/** With texts that would run, were they ever taken for HTML. */
export const publishHostileMovie = (demo: Demo): Promise<string> =>
  publishMovie(demo, {
    title: HOSTILE_TITLE,
    description: HOSTILE_TITLE,
    releaseDate: '2030-01-01',
  });
