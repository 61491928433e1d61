import type { Core } from '@strapi/strapi';
import { documentManager } from '../strapi-services/content-manager';

const inOrder = (documentIds: string[]): string[] => [...documentIds].sort();

/**
 * Bulk actions of the admin panel write many documents in one transaction, in the order in which the
 * database happened to give them. Two that overlap would wait for each other in a circle; in one order
 * of all, the second waits for the first.
 */
export const orderBulkActions = (strapi: Core.Strapi): void => {
  const service = documentManager(strapi);
  const { publishMany, unpublishMany, deleteMany } = service;

  service.publishMany = (uid, documentIds, ...rest) =>
    publishMany.call(service, uid, inOrder(documentIds), ...rest);
  service.unpublishMany = (documentIds, uid, ...rest) =>
    unpublishMany.call(service, inOrder(documentIds), uid, ...rest);
  service.deleteMany = (documentIds, uid, ...rest) =>
    deleteMany.call(service, inOrder(documentIds), uid, ...rest);
};
