import { type Permissions, READ } from '../../permissions';

export default {
  public: [...READ, 'filmography'],
  authenticated: [...READ, 'filmography'],
  editor: true,
  // They change published movies from the other side, at once.
  author: { notWritten: ['directedMovies', 'characters'] },
} satisfies Permissions;
