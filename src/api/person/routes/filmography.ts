export default {
  routes: [
    {
      method: 'GET',
      path: '/people/:documentId/filmography',
      handler: 'api::person.person.filmography',
    },
  ],
};
