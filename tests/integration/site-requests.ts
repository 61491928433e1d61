import { TEST_PASSWORD } from '../harness';

/** Requests to a server that is a process of its own, by its address. */

export interface SiteUser {
  id: number;
  jwt: string;
}

/** Registers a user with TEST_PASSWORD. */
export const registerAt = async (url: string, username: string): Promise<SiteUser> => {
  const answer = await fetch(`${url}/api/auth/local/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username,
      email: `${username}@example.com`,
      password: TEST_PASSWORD,
    }),
  });
  const { jwt, user } = (await answer.json()) as { jwt: string; user: { id: number } };
  return { id: user.id, jwt };
};

interface Answer {
  status: number;
  favorite: boolean | undefined;
}

const writeFavoriteAt = async (
  method: 'POST' | 'PUT',
  url: string,
  movie: string,
  jwt: string,
): Promise<Answer> => {
  const answer = await fetch(`${url}/api/movies/${movie}/favorite`, {
    method,
    headers: { authorization: `Bearer ${jwt}` },
  });
  const { data } = (await answer.json()) as { data: { favorite: boolean } | null };
  return { status: answer.status, favorite: data?.favorite };
};

export const toggleAt = (url: string, movie: string, jwt: string): Promise<Answer> =>
  writeFavoriteAt('POST', url, movie, jwt);

export const addAt = (url: string, movie: string, jwt: string): Promise<Answer> =>
  writeFavoriteAt('PUT', url, movie, jwt);
