/** `npm run schema`: writes the GraphQL schema to a file. */
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { graphqlSchemaService } from '../strapi-services';
import { writeFromApplication } from './written-file';

const HEADER = '# The GraphQL API, as `npm run schema` writes it.\n\n';

writeFromApplication(
  { initial: 'schema.graphql', usage: 'Usage: npm run schema -- [file]' },
  (strapi) => {
    // Sorted: the order in which Strapi finds types is that of the folders on this machine.
    const schema = lexicographicSortSchema(
      graphqlSchemaService(strapi).buildSchema() as unknown as GraphQLSchema,
    );
    return `${HEADER}${printSchema(schema)}\n`;
  },
);
