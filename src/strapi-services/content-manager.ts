import type { Core } from '@strapi/strapi';

/** The bulk actions of the admin panel, on documents by id. */
export interface DocumentManager {
  publishMany: (uid: string, documentIds: string[], ...rest: unknown[]) => Promise<unknown>;
  unpublishMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
  deleteMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
}

export const documentManager = (strapi: Core.Strapi): DocumentManager =>
  strapi.plugin('content-manager').service<DocumentManager>('document-manager');

/** How the admin panel lists and edits the entries of one content type. */
export interface ViewConfiguration {
  settings: Record<string, unknown>;
  /** By attribute. */
  metadatas: Record<string, { edit: Record<string, unknown>; list: Record<string, unknown> }>;
  layouts: { list: string[]; edit: { name: string; size: number }[][] };
}

interface ContentTypeViews {
  findContentType: (uid: string) => { uid: string };
  findConfiguration: (contentType: { uid: string }) => Promise<ViewConfiguration>;
  /** Checks nothing: the content manager's API does. */
  updateConfiguration: (
    contentType: { uid: string },
    configuration: ViewConfiguration,
  ) => Promise<unknown>;
}

export const contentTypeViews = (strapi: Core.Strapi): ContentTypeViews =>
  strapi.plugin('content-manager').service<ContentTypeViews>('content-types');
