export { readsCompletenessList as default } from '../completeness';
