import type { StrapiApp } from '@strapi/strapi/admin';
import type { ActionApis, ActionComponent } from './actions';
import { withImpact } from './with-impact';

const preview = (actions: ActionComponent[]): ActionComponent[] =>
  actions.map((action) =>
    action.type === 'delete' || action.type === 'unpublish'
      ? withImpact(action, action.type)
      : action,
  );

/**
 * Shows what would change elsewhere before entries of the catalogue are unpublished or deleted: in the
 * edit view, in the rows of the list, and for what is selected there.
 */
export const showImpacts = (app: StrapiApp): void => {
  const { addDocumentAction, addBulkAction } = app.getPlugin('content-manager')
    .apis as unknown as ActionApis;
  addDocumentAction(preview);
  addBulkAction(preview);
};
