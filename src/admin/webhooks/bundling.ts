import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin, UserConfig } from 'vite';

/** The tables of events in Strapi's form for webhooks, of both editions. Each exports one component. */
const EVENTS_TABLE = /[\\/]Webhooks[\\/]components[\\/]EventsTable\.mjs$/;
const EXPORT = /export \{ (\w+) \};/;

const NAME = 'reelbase-webhook-events';

const component = path.join(__dirname, 'DomainEvents.tsx').replaceAll('\\', '/');

/** @throws when Strapi's file is not what it was */
const extended = (code: string, file: string): string => {
  const name = EXPORT.exec(code)?.[1];
  if (!name) {
    throw new Error(
      `The events of this project cannot be offered for webhooks: ${file} does not export one component. See src/admin/webhooks/bundling.ts.`,
    );
  }
  return `
    import { withDomainEvents } from '${component}';
    ${code.replace(EXPORT, '')}
    const Extended = withDomainEvents(${name});
    export { Extended as ${name} };`;
};

/** For builds. */
const buildPlugin = (): Plugin => {
  let isFound = false;
  return {
    name: NAME,
    apply: 'build',
    transform(code, id) {
      if (!EVENTS_TABLE.test(id)) return undefined;
      isFound = true;
      return { code: extended(code, id), map: null };
    },
    buildEnd(error) {
      if (isFound || error) return;
      throw new Error(
        `The events of this project cannot be offered for webhooks: Strapi's form for webhooks has no ${EVENTS_TABLE.source}. See src/admin/webhooks/bundling.ts.`,
      );
    },
  };
};

type Optimization = NonNullable<UserConfig['optimizeDeps']>;
type PrebundlePlugin = NonNullable<NonNullable<Optimization['esbuildOptions']>['plugins']>[number];

/** For the development server, which bundles Strapi's panel once, by other means. */
const prebundlePlugin: PrebundlePlugin = {
  name: NAME,
  setup(build) {
    build.onLoad({ filter: EVENTS_TABLE }, async ({ path: file }) => ({
      contents: extended(await readFile(file, 'utf8'), file),
      loader: 'js',
    }));
  },
};

/**
 * Has the form for webhooks offer the events of this project. Strapi's form knows its own, in the code
 * of one component, and has no place for others; so that component is extended as it is bundled. A
 * build fails when it is not there any more.
 *
 * The development server keeps what it has bundled in `node_modules/.strapi`: remove that after a
 * change of this folder.
 */
export const offerDomainEvents = (config: UserConfig): UserConfig => {
  const { optimizeDeps = {} } = config;
  const { esbuildOptions = {} } = optimizeDeps;
  return {
    ...config,
    plugins: [...(config.plugins ?? []), buildPlugin()],
    optimizeDeps: {
      ...optimizeDeps,
      esbuildOptions: {
        ...esbuildOptions,
        plugins: [...(esbuildOptions.plugins ?? []), prebundlePlugin],
      },
    },
  };
};
