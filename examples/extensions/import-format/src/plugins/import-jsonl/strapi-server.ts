import type { Core } from '@strapi/strapi';
import { addImportFormat } from '../../importer';
import { readJsonLines } from './read-json-lines';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    addImportFormat(strapi, 'jsonl', readJsonLines);
  },
};
