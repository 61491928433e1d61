import type { Core, UID } from '@strapi/strapi';

/** The bulk actions of the admin panel, on documents by id. */
export interface DocumentManager {
  publishMany: (uid: string, documentIds: string[], ...rest: unknown[]) => Promise<unknown>;
  unpublishMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
  deleteMany: (documentIds: string[], uid: string, ...rest: unknown[]) => Promise<unknown>;
}

export const documentManager = (strapi: Core.Strapi): DocumentManager =>
  strapi.plugin('content-manager').service<DocumentManager>('document-manager');

/** What an administrator may do: `state.userAbility` of a request to the admin API. */
export type AdminAbility = object;

/** What an administrator may do with the entries of one type. */
export interface PermissionChecker {
  /** Of all entries together: true when there may be one that can be read. */
  can: { read: (entry?: undefined, field?: string) => boolean };
  /** Whether it depends on the entry. */
  requiresEntity: { read: () => boolean };
  /** Adds filters to a query, for the entries that may be read. */
  sanitizedQuery: { read: (query: object) => Promise<{ filters?: object }> };
}

export const permissionChecker = (
  strapi: Core.Strapi,
  model: UID.ContentType,
  userAbility: AdminAbility,
): PermissionChecker =>
  strapi
    .plugin('content-manager')
    .service<{
      create: (options: { userAbility: AdminAbility; model: string }) => PermissionChecker;
    }>('permission-checker')
    .create({ userAbility, model });

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
