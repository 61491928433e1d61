import { accountsApi } from '../accounts/openapi';
import { facetsApi } from '../facets/openapi';
import { filmographyApi } from '../filmography/openapi';
import { imagesApi } from '../images/openapi';
import { photosApi } from '../photos/openapi';
import { strapiPluginsApi } from './strapi-plugins';
import type { ApiDescription } from './types';

/** What features say of endpoints that do not belong to a content type of `src/api`. */
export const DESCRIPTIONS: readonly ApiDescription[] = [
  imagesApi,
  photosApi,
  accountsApi,
  facetsApi,
  filmographyApi,
  strapiPluginsApi,
];
