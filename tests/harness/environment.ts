import { TestEnvironment } from 'jest-environment-node';
import type { TestApplication } from './application';

declare global {
  var testApplication: TestApplication | undefined;
}

/**
 * Jest gives each test file a global object of its own, so a file that booted Strapi would boot it
 * alone. The application is started by the global setup, outside of those sandboxes, and handed
 * into each of them here.
 */
export default class ApplicationEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.testApplication = globalThis.testApplication;
  }
}
