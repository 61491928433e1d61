export default {
  routes: [{ method: 'GET', path: '/movies/:id/preview', handler: 'api::movie.movie.preview' }],
};
