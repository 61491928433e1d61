import type { Types } from './schemas/entries';
import type { ApiRoute } from './source';
import { camelCase, firstFree } from './names';

/** An endpoint that needs a name. */
export interface Unnamed {
  route: ApiRoute;
  /** What it is called when nothing else is. */
  wanted: string;
  /** Whether a description says so, which is then the name. */
  isGiven: boolean;
}

/** `GET /films/:id` → `getFilmsById`. */
export const nameOfAddress = ({ method, path }: ApiRoute): string => {
  const spoken = path.replace(/:(\w+)(\([^)]*\))?/g, ' by $1 ').replace(/[^A-Za-z0-9]+/g, ' ');
  return camelCase(`${method.toLowerCase()} ${spoken}`);
};

const assertDistinct = (names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Error(
      `OpenAPI: two endpoints have the operationId "${twice}". Give one of them another in its description.`,
    );
  }
};

/** `api::award.jury.handOver` → `handOverAwardJury`; none where the controller is called as its API. */
const withController = ({ action = '' }: ApiRoute): string[] => {
  const [owner = '', controller = '', name = ''] = action.replace(/^.*::/, '').split('.');
  return controller === '' || controller === owner
    ? []
    : [camelCase(`${name} ${owner} ${controller}`)];
};

/** Whether a content type is where one looks for it, so that an alias does not take its name. */
const isAtHome = ({ action = '', path }: ApiRoute, { models }: Types): boolean => {
  const info = models.get(action.slice(0, action.lastIndexOf('.')))?.info;
  const [, first] = path.split('/');
  return info !== undefined && [info.pluralName, info.singularName].includes(first);
};

/**
 * The operationId of each endpoint: the one that its description gives, or else the one that follows from
 * its action. Where that is taken, its controller or its address tells it from others, so that an
 * endpoint that is added changes no given name, and each has one whatever a developer adds.
 *
 * @param reserved names of operations that are no routes
 * @returns in the order of the endpoints
 * @throws Error when two descriptions give the same name
 */
export const operationIds = (
  endpoints: readonly Unnamed[],
  types: Types,
  reserved: readonly string[] = [],
): string[] => {
  const given = endpoints.filter(({ isGiven }) => isGiven).map(({ wanted }) => wanted);
  assertDistinct([...reserved, ...given]);
  const taken = new Set([...reserved, ...given]);
  const names = new Map<Unnamed, string>();
  const generated = endpoints.filter(({ isGiven }) => !isGiven);
  const [atHome, others] = [true, false].map((home) =>
    generated.filter(({ route }) => isAtHome(route, types) === home),
  );
  for (const endpoint of [...(atHome ?? []), ...(others ?? [])]) {
    const { route, wanted } = endpoint;
    const alternatives = [wanted, ...withController(route), nameOfAddress(route)];
    const name = firstFree(alternatives, (candidate) => !taken.has(candidate));
    taken.add(name);
    names.set(endpoint, name);
  }
  return endpoints.map((endpoint) => names.get(endpoint) ?? endpoint.wanted);
};
