import path from 'node:path';
import type { z } from 'zod';
import { type Secrets, secretsSchema, type Settings, settingsSchema } from './schema';
import { developmentSecrets } from './secrets';

export type Environment = Settings & Secrets & { DATABASE_URL: string };

/** The environment does not allow a start; the message lists every variable and what is wrong. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      [
        'The environment is not complete:',
        ...problems.map((problem) => `  - ${problem}`),
        'See .env.example for every variable.',
      ].join('\n'),
    );
    this.name = 'EnvironmentError';
  }
}

const describe = (error: z.ZodError | undefined): string[] => [
  ...new Set(error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)),
];

/** An empty variable (`PORT=` in a .env file) counts as one that is not set. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

const databaseUrlProblem = (production: boolean): string =>
  production
    ? 'DATABASE_URL is not set'
    : 'DATABASE_URL is not set; npm run develop, npm run demo and npm run strapi set it, because they start the embedded PostgreSQL';

/** The settings alone, without secrets and database. @throws {EnvironmentError} */
export const readSettings = (source: NodeJS.ProcessEnv): Settings => {
  const { success, data, error } = settingsSchema.safeParse(withoutEmpty(source));
  if (!success) throw new EnvironmentError(describe(error));
  return data;
};

/**
 * Reads and checks a set of environment variables. In production every secret and DATABASE_URL must
 * be there; elsewhere missing secrets are generated once into the data folder.
 *
 * @throws {EnvironmentError} that names every missing or wrong variable at once
 */
export const readEnvironment = (source: NodeJS.ProcessEnv): Environment => {
  const env = withoutEmpty(source);
  const settings = settingsSchema.safeParse(env);
  const production = env.NODE_ENV === 'production';

  const generated =
    production || !settings.success ? {} : developmentSecrets(path.resolve(settings.data.DATA_DIR));
  // Without valid settings there is no data folder to look into; only given secrets are checked.
  const secrets = (
    production || settings.success ? secretsSchema : secretsSchema.partial()
  ).safeParse({
    ...generated,
    ...env,
  });

  const problems = [
    ...describe(settings.error),
    ...(env.DATABASE_URL ? [] : [databaseUrlProblem(production)]),
    ...describe(secrets.error),
  ];
  if (!settings.success || !secrets.success || problems.length > 0) {
    throw new EnvironmentError(problems);
  }
  return { ...settings.data, ...(secrets.data as Secrets), DATABASE_URL: env.DATABASE_URL ?? '' };
};

/**
 * `strapi build` loads the configuration but neither connects nor signs anything: an image is built
 * without secrets.
 */
const buildsAdminOnly = (argv: readonly string[]): boolean =>
  path.basename(argv[1] ?? '').startsWith('strapi') && argv[2] === 'build';

const placeholders = (): NodeJS.ProcessEnv => ({
  DATABASE_URL: 'postgres://build',
  ...Object.fromEntries(Object.keys(secretsSchema.shape).map((name) => [name, 'x'.repeat(16)])),
});

let cached: Environment | undefined;

/** The checked environment of this process, read once. @throws {EnvironmentError} */
export const environment = (): Environment =>
  (cached ??= readEnvironment(
    buildsAdminOnly(process.argv) ? { ...placeholders(), ...process.env } : process.env,
  ));
