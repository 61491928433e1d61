import type { Attribute, AttributeSchema } from './attributes';
import type { ExistingType } from './existing-types';
import { toCamelCase, toPascalCase, type TypeNames } from './names';
import { sampleData } from './samples';

/** A file to write. */
export interface NewFile {
  /** Relative to the project. */
  path: string;
  content: string;
}

export interface NewType {
  names: TypeNames;
  attributes: readonly Attribute[];
}

const schemasOf = ({ attributes }: NewType): Record<string, AttributeSchema> =>
  Object.fromEntries(attributes.map(({ name, schema }) => [name, schema]));

const schemaFile = (type: NewType): string =>
  `${JSON.stringify(
    {
      kind: 'collectionType',
      collectionName: type.names.plural.replaceAll('-', '_'),
      info: {
        singularName: type.names.singular,
        pluralName: type.names.plural,
        displayName: type.names.title,
      },
      // Two types with drafts lose the links between them, and movies have drafts.
      options: { draftAndPublish: false },
      attributes: schemasOf(type),
    },
    null,
    2,
  )}\n`;

const PERMISSIONS = `import { type Permissions, READ } from '../../permissions';

export default {
  public: READ,
  authenticated: READ,
  editor: true,
  author: true,
} satisfies Permissions;
`;

const audiencesFile = ({ names: { singular, plural } }: NewType): string => {
  const one = toCamelCase(singular);
  const many = toCamelCase(plural);
  const name = toPascalCase(singular);
  return `import type { Audiences } from '../permissions-audiences';

export default {
  rest: {
    everybody: ['GET /${plural}', 'GET /${plural}/:id'],
    programs: ['POST /${plural}', 'PUT /${plural}/:id', 'DELETE /${plural}/:id'],
  },
  graphql: {
    everybody: [
      'query { ${one}(documentId: "none") { __typename } }',
      'query { ${many}_connection { __typename } }',
      'query { ${many} { __typename } }',
    ],
    programs: [
      'mutation { create${name}(data: {}) { __typename } }',
      'mutation { update${name}(documentId: "none", data: {}) { __typename } }',
      'mutation { delete${name}(documentId: "none") { __typename } }',
    ],
  },
} satisfies Audiences;
`;
};

const testFile = (type: NewType, types: readonly ExistingType[]): string => {
  const { singular, plural } = type.names;
  const sample = sampleData(schemasOf(type), types);
  const factories = [...new Set(sample.factories)].sort();
  const harness = ['anonymous', 'strapi', 'type Client', 'withApiToken', 'withUser'];
  const uid = `api::${singular}.${singular}`;
  const one = toCamelCase(singular);
  const writes = ['create', 'update', 'delete'].map((action) => `\`\${UID}.${action}\``);
  // Strapi lets nobody relate what they may not find.
  const finds = new Set(type.attributes.flatMap(({ schema: { target } }) => target ?? []));
  const permissions = [...writes, ...[...finds].map((target) => `'${target}.find'`)].join(', ');
  const sampleFunction = sample.code.includes('await ')
    ? `async () => (${sample.code})`
    : `() => Promise.resolve(${sample.code})`;
  return `${factories.length > 0 ? `import { ${factories.join(', ')} } from '../factories';\n` : ''}import { ${harness.join(', ')} } from '../harness';

const UID = '${uid}';

const sample = ${sampleFunction};

describe('${plural}', () => {
  let program: Client;
  let documentId: string;

  beforeAll(async () => {
    program = await withApiToken([${permissions}]);
    const { body } = await program.post('/${plural}', { data: await sample() }).expect(201);
    documentId = body.data.documentId;
  });

  afterAll(async () => {
    await strapi().db.query(UID).deleteMany({});
  });

  it('everybody reads them, over REST and GraphQL', async () => {
    await anonymous().get(\`/${plural}/\${documentId}\`).expect(200);
    const query = \`{ ${one}(documentId: "\${documentId}") { documentId } }\`;
    expect(await anonymous().graphql(query)).toEqual({ data: { ${one}: { documentId } } });
  });

  it('visitors and users write none', async () => {
    for (const client of [anonymous(), await withUser()]) {
      const answers = [
        await client.post('/${plural}', { data: await sample() }),
        await client.put(\`/${plural}/\${documentId}\`, { data: {} }),
        await client.delete(\`/${plural}/\${documentId}\`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    }
  });

  it('an API token with the permission changes and deletes one', async () => {
    const { body } = await program.post('/${plural}', { data: await sample() }).expect(201);
    const address = \`/${plural}/\${body.data.documentId}\`;
    await program.put(address, { data: {} }).expect(200);
    await program.delete(address).expect(204);
    await anonymous().get(address).expect(404);
  });
});
`;
};

const kindOf = ({ type, target, relation, enum: values }: AttributeSchema): string => {
  if (type === 'relation') return `${relation ?? ''} → ${target?.split('.').at(-1) ?? ''}`;
  if (values) return values.join(', ');
  return type === 'media' ? 'image' : type;
};

const docsFile = ({ names: { title, singular, plural }, attributes }: NewType): string => {
  const rows = attributes.map(
    ({ name, schema }) => `| ${name}${schema.required ? '\\*' : ''} | ${kindOf(schema)} |`,
  );
  return `# ${title}

| attribute | kind |
| --- | --- |
${rows.join('\n')}

\\* mandatory

\`GET /api/${plural}\` and \`GET /api/${plural}/:documentId\` are for everybody, as are \`${toCamelCase(singular)}\`
and \`${toCamelCase(plural)}\` in GraphQL. Writing takes an API token with the permission, and with \`find\` for
what is related. In the admin panel, editors and authors keep them. There are no drafts: what is saved is published.
`;
};

/** All files of a new type, in the style of this project; not formatted. */
export const filesOf = (type: NewType, types: readonly ExistingType[]): NewFile[] => {
  const { singular } = type.names;
  return [
    {
      path: `src/api/${singular}/content-types/${singular}/schema.json`,
      content: schemaFile(type),
    },
    { path: `src/api/${singular}/permissions.ts`, content: PERMISSIONS },
    { path: `tests/integration/${singular}.test.ts`, content: testFile(type, types) },
    { path: `tests/integration/audiences/${singular}.ts`, content: audiencesFile(type) },
    { path: `docs/types/${singular}.md`, content: docsFile(type) },
  ];
};
