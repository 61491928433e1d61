import { environment } from './environment';

export default {
  // Reelbase's own: whether `/api/openapi.json` and `/docs` are served.
  docs: environment().API_DOCS,
  rest: {
    defaultLimit: 25,
    maxLimit: 100,
    withCount: true,
    // Unknown parameters are a 400 that names them, not a silent nothing.
    strictParams: true,
  },
  documents: {
    // A published movie has its director, country and cast: `required` holds for relations too.
    strictRelations: true,
    strictParams: true,
  },
};
