import { startTestApplication } from './application';

export default async (): Promise<void> => {
  globalThis.testApplication = await startTestApplication();
};
