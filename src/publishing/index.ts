export { keepPublishedMoviesComplete } from './keep-complete';
export { NAMED } from './needs';
export { missingToPublish, publishableMovie } from './publishable-movie';
