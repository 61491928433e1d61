/** @type {import('jest').Config} */
const shared = {
  // Plugins within them have the names of those that are installed from examples.
  modulePathIgnorePatterns: ['<rootDir>/(dist|\\.tmp|examples)/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};

/** @type {import('jest').Config} */
module.exports = {
  // One process: the integration tests share one running application (tests/harness).
  maxWorkers: 1,
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/unit/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/integration/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/harness/global-setup.ts',
      globalTeardown: '<rootDir>/tests/harness/global-teardown.ts',
      testEnvironment: '<rootDir>/tests/harness/environment.ts',
      setupFilesAfterEnv: ['<rootDir>/tests/harness/setup.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
    },
  ],
};
