export default {
  routes: [
    {
      method: 'PUT',
      path: '/people/:documentId/primary-photo',
      handler: 'api::person.person.setPrimaryPhoto',
    },
  ],
};
