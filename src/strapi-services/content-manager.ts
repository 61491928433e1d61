import type { Core } from '@strapi/strapi';

/** The bulk actions of the admin panel, on documents by id. */
export interface DocumentManager {
  publishMany: (uid: string, documentIds: string[], ...rest: unknown[]) => Promise<unknown>;
  unpublishMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
  deleteMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
}

export const documentManager = (strapi: Core.Strapi): DocumentManager =>
  strapi.plugin('content-manager').service<DocumentManager>('document-manager');
