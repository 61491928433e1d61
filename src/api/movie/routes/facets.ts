export default {
  routes: [{ method: 'GET', path: '/movies/facets', handler: 'api::movie.movie.facets' }],
};
