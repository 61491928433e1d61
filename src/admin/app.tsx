/** The admin panel, as every editor finds it. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
  },
};
