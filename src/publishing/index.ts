export { keepPublishedMoviesComplete } from './keep-complete';
export { missingToPublish, publishableMovie } from './publishable-movie';
