export { keepPublishedMoviesComplete } from './keep-complete';
export { NAMED } from './needs';
export { missingToPublish, publishableMovie } from './publishable-movie';
export {
  addPublishingRule,
  type PublishableMovie,
  type PublishingGap,
  type PublishingRule,
  publishingRules,
} from './rules';
