import type { AttributeSchema } from './attributes';
import type { ExistingType } from './existing-types';

/** TypeScript that gives the documentId of an entry, with what it imports from `tests/factories`. */
const FACTORIES: Readonly<Partial<Record<string, { factory: string; code: string }>>> = {
  movie: { factory: 'createMovie', code: '(await createMovie()).documentId' },
  person: { factory: 'createPerson', code: '(await createPerson()).documentId' },
  character: {
    factory: 'createCharacter, createMovie',
    code: '(await createCharacter((await createMovie()).documentId)).documentId',
  },
  genre: { factory: 'genre', code: `await genre('Drama')` },
  country: { factory: 'country', code: `await country('FR')` },
};

/** JavaScript values that an attribute takes. */
const VALUES: Readonly<Partial<Record<string, string>>> = {
  string: `'Something'`,
  text: `'Something'`,
  richtext: `'Something'`,
  integer: '1',
  biginteger: `'1'`,
  decimal: '1.5',
  float: '1.5',
  boolean: 'true',
  date: `'1999-12-31'`,
  datetime: `'1999-12-31T12:00:00.000Z'`,
  time: `'12:00:00.000'`,
  email: `'somebody@example.com'`,
};

/** What a test writes into an attribute: code, and what the code takes from `tests/factories`. */
export interface Sample {
  code: string;
  factories: string[];
}

const relationSample = (
  { target = '', relation }: AttributeSchema,
  types: readonly ExistingType[],
): Sample => {
  const name = /^api::([^.]+)\./.exec(target)?.[1] ?? '';
  const known = FACTORIES[name];
  const entry = known
    ? { code: known.code, factories: known.factory.split(', ') }
    : createdSample(target, types.find((type) => type.name === name)?.attributes ?? {}, types);
  return relation === 'manyToMany' ? { ...entry, code: `[${entry.code}]` } : entry;
};

/** An entry of a type that has no factory. */
const createdSample = (
  uid: string,
  attributes: Record<string, AttributeSchema>,
  types: readonly ExistingType[],
): Sample => {
  const { code, factories } = sampleData(attributes, types);
  return {
    code: `(await strapi().documents('${uid}').create({ data: ${code} })).documentId`,
    factories,
  };
};

/** Undefined for what only a form can fill in. */
const sampleOf = (
  attribute: AttributeSchema,
  types: readonly ExistingType[],
): Sample | undefined => {
  if (attribute.type === 'relation') return relationSample(attribute, types);
  const code = attribute.enum ? `'${attribute.enum[0] ?? ''}'` : VALUES[attribute.type];
  if (code) return { code, factories: [] };
  if (attribute.type !== 'media') return undefined;
  return { code: 'await createImage()', factories: ['createImage'] };
};

/** The data of an entry that has what is mandatory, as an object literal. */
export const sampleData = (
  attributes: Record<string, AttributeSchema>,
  types: readonly ExistingType[],
): Sample => {
  const samples = Object.entries(attributes)
    .filter(([, { required }]) => required)
    .flatMap(([name, attribute]) => {
      const sample = sampleOf(attribute, types);
      return sample ? [{ name, ...sample }] : [];
    });
  return {
    code: `{ ${samples.map(({ name, code }) => `${name}: ${code}`).join(', ')} }`,
    factories: samples.flatMap(({ factories }) => factories),
  };
};
