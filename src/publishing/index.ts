export { keepPublishedMoviesComplete } from './keep-complete';
export { NAMED } from './needs';
export { missingToPublish, publishableMovie } from './publishable-movie';
export { tellOfMovies } from './tell-of-movies';
export {
  addPublishingRule,
  type PublishableMovie,
  type PublishingGap,
  type PublishingRule,
  publishingRules,
} from './rules';
