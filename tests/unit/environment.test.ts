import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'dotenv';
import { EnvironmentError, readEnvironment } from '../../config/environment';
import { type Secrets, secretsSchema, settingsSchema } from '../../config/environment/schema';

const SECRETS = Object.keys(secretsSchema.shape);
/** Webhooks are sent unsigned without theirs. */
const REQUIRED = SECRETS.filter((name) => name !== 'WEBHOOK_SECRET');
const SECRET = 'sixteen-letters!';

const PRODUCTION: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://user:password@localhost:5432/reelbase',
  ...Object.fromEntries(SECRETS.map((name) => [name, SECRET])),
};

/** What is wrong with an environment, as it is told, one problem a line. */
const problemsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readEnvironment(environment);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('in production', () => {
  it('a complete environment has no problems', () => {
    expect(problemsOf(PRODUCTION)).toEqual([]);
  });

  it('names every missing variable at once', () => {
    expect([...problemsOf({ NODE_ENV: 'production' })].sort()).toEqual(
      ['DATABASE_URL', ...REQUIRED].map((name) => `${name} is not set`).sort(),
    );
  });

  it('tells all of it in one message, with where to read on', () => {
    const read = () => readEnvironment({ NODE_ENV: 'production' });

    expect(read).toThrow(EnvironmentError);
    for (const name of ['DATABASE_URL', ...REQUIRED])
      expect(read).toThrow(`  - ${name} is not set`);
    expect(read).toThrow('See .env.example for every variable.');
  });

  it('names every wrong value at once, with what is expected', () => {
    const wrong = {
      PORT: 'abc',
      PUBLIC_URL: 'reelbase.example',
      TRUST_PROXY: 'maybe',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://localhost/reelbase',
      DATABASE_SSL: 'perhaps',
      DATABASE_POOL_MAX: '0',
      SMTP_URL: 'https://mail.example.com',
      JWT_SECRET: 'short',
      APP_KEYS: `${SECRET},short`,
    };

    expect([...problemsOf({ ...PRODUCTION, ...wrong })].sort()).toEqual([
      'APP_KEYS must be keys of at least 16 characters, separated by commas',
      'DATABASE_POOL_MAX must be at least 1',
      'DATABASE_SSL must be true or false',
      'DATABASE_URL must be a URL like postgres://user:password@host:5432/database',
      'JWT_SECRET must have at least 16 characters',
      'LOG_LEVEL must be error, warn, info, http or debug',
      'PORT must be a number',
      'PUBLIC_URL must be a URL that starts with http:// or https://',
      'SMTP_URL must be a URL like smtp://user:password@host:587',
      'TRUST_PROXY must be true or false',
    ]);
  });

  it.each([
    ['PORT', '0', 'must be a port, 1 to 65535'],
    ['PORT', '65536', 'must be a port, 1 to 65535'],
    ['PORT', '13.37', 'must be a whole number'],
    ['NODE_ENV', 'staging', 'must be development, production or test'],
    ['MEDIA_MAX_MB', '0', 'must be at least 1'],
    ['MEDIA_MAX_MB', '101', 'must be at most 100'],
    ['DATABASE_POOL_MIN', '-1', 'must not be negative'],
    ['DATABASE_POOL_MIN', '11', 'must not be greater than DATABASE_POOL_MAX'],
    ['ENCRYPTION_KEY', 'fifteen-letters', 'must have at least 16 characters'],
    ['APP_KEYS', 'one,two', 'must be keys of at least 16 characters, separated by commas'],
  ])('%s=%s is refused alone', (name, value, expected) => {
    expect(problemsOf({ ...PRODUCTION, [name]: value })).toEqual([`${name} ${expected}`]);
  });

  it('a message never repeats the value of a secret', () => {
    const read = () =>
      readEnvironment({ ...PRODUCTION, JWT_SECRET: 'hunter2', APP_KEYS: 'hunter2' });

    expect(read).toThrow(/JWT_SECRET must[^]*APP_KEYS must|APP_KEYS must[^]*JWT_SECRET must/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('an empty variable counts as one that is not set', () => {
    expect(problemsOf({ ...PRODUCTION, JWT_SECRET: ' ' })).toEqual(['JWT_SECRET is not set']);
    expect(readEnvironment({ ...PRODUCTION, PORT: '', PUBLIC_URL: '', SMTP_URL: ' ' })).toEqual(
      readEnvironment(PRODUCTION),
    );
  });

  it('reads texts into what they mean', () => {
    const environment = readEnvironment({
      ...PRODUCTION,
      APP_KEYS: `${SECRET}1, ${SECRET}2`,
      CORS_ORIGINS: 'https://a.example, https://b.example,',
      PORT: '8080',
      TRUST_PROXY: 'on',
      DATABASE_SSL: '0',
    });

    expect(environment).toMatchObject({
      APP_KEYS: [`${SECRET}1`, `${SECRET}2`],
      CORS_ORIGINS: ['https://a.example', 'https://b.example'],
      PORT: 8080,
      TRUST_PROXY: true,
      DATABASE_SSL: false,
    });
  });
});

describe('in development', () => {
  let dataDir: string;
  const development = (): NodeJS.ProcessEnv => ({
    NODE_ENV: 'development',
    DATABASE_URL: 'postgres://localhost/reelbase',
    DATA_DIR: path.join(dataDir, 'data'),
  });
  const secretsFile = () => path.join(dataDir, 'data', 'secrets.json');

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'reelbase-environment-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('secrets are generated, long enough and no two alike', () => {
    const environment = readEnvironment(development());
    const secrets = SECRETS.flatMap((name) => environment[name as keyof Secrets] ?? []);

    expect(environment.APP_KEYS).toHaveLength(2);
    expect(new Set(secrets).size).toBe(SECRETS.length + 1);
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(32);
  });

  it('secrets are kept in the data folder, readable by the owner alone', () => {
    readEnvironment(development());

    expect(statSync(secretsFile()).mode & 0o777).toBe(0o600);
  });

  it('secrets stay the same at the next start', () => {
    const first = readEnvironment(development());

    expect(readEnvironment(development())).toEqual(first);
  });

  it('a file from before a secret is completed, and keeps the others', () => {
    const first = readEnvironment(development());
    const { WEBHOOK_SECRET, ...older } = JSON.parse(readFileSync(secretsFile(), 'utf8'));
    writeFileSync(secretsFile(), JSON.stringify(older));

    const completed = readEnvironment(development());
    expect(completed).toEqual({ ...first, WEBHOOK_SECRET: [expect.any(String)] });
    expect(completed.WEBHOOK_SECRET).not.toEqual([WEBHOOK_SECRET]);
    expect(readEnvironment(development())).toEqual(completed);
  });

  it('a secret of the environment goes before the one of the file', () => {
    const generated = readEnvironment(development());
    const environment = readEnvironment({ ...development(), JWT_SECRET: SECRET });

    expect(environment).toEqual({ ...generated, JWT_SECRET: SECRET });
  });

  it('an empty secret of the environment does not hide the one of the file', () => {
    const generated = readEnvironment(development());

    expect(readEnvironment({ ...development(), JWT_SECRET: '' })).toEqual(generated);
  });

  it('a given secret is checked as in production', () => {
    expect(problemsOf({ ...development(), JWT_SECRET: 'short' })).toEqual([
      'JWT_SECRET must have at least 16 characters',
    ]);
  });

  it('no secrets are generated into a folder while other settings are wrong', () => {
    expect(problemsOf({ ...development(), PORT: 'abc' })).toEqual(['PORT must be a number']);
    expect(existsSync(secretsFile())).toBe(false);
  });

  it('a missing DATABASE_URL comes with the commands that set it', () => {
    const problems = problemsOf({ ...development(), DATABASE_URL: '' });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^DATABASE_URL is not set; npm run develop, .*npm run demo/);
  });
});

describe('.env.example', () => {
  const example = path.resolve(__dirname, '..', '..', '.env.example');

  /** Variables may be commented out there: `# PORT=1337`. */
  const described = (): string[] =>
    Object.keys(parse(readFileSync(example, 'utf8').replace(/^#\s*(?=[A-Z][A-Z0-9_]*=)/gm, '')));

  it('describes every variable that the application reads, and no other', () => {
    expect(described().sort()).toEqual([...SECRETS, ...Object.keys(settingsSchema.shape)].sort());
  });
});
