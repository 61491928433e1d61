import path from 'node:path';
import { type Core, createStrapi } from '@strapi/strapi';
import { EnvironmentError } from '../../config/environment';

/** A mistake of whoever called: its message says what to do, a stack trace would not help. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const EXPECTED_ERRORS = new Set(['UsageError', 'ImportFormatError', EnvironmentError.name]);

/**
 * Runs a command line program. Expected errors are told in their own words, others with a stack
 * trace; both end the process with exit code 1.
 */
export const runCommand = (main: () => Promise<void>): void => {
  main().catch((error: unknown) => {
    const expected = error instanceof Error && EXPECTED_ERRORS.has(error.name);
    console.error(expected ? error.message : error);
    process.exit(1);
  });
};

/** Boots the application that this file belongs to, without listening. */
export const loadApplication = ({ serveAdminPanel = false } = {}): Promise<Core.Strapi> =>
  createStrapi({
    appDir: process.cwd(),
    distDir: path.resolve(__dirname, '..', '..'),
    serveAdminPanel,
  }).load();
