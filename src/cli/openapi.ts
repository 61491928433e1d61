/** `npm run openapi`: writes the OpenAPI document to a file. */
import { openApiDocument } from '../openapi';
import { writeFromApplication } from './written-file';

writeFromApplication(
  { initial: 'openapi.json', usage: 'Usage: npm run openapi -- [file]' },
  async (strapi) => `${JSON.stringify(await openApiDocument(strapi), null, 2)}\n`,
);
