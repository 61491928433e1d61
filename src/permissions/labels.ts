import type { Core } from '@strapi/strapi';
import { seedOnce } from '../seed';

/** What the label of each type tells. */
const MADE_OF: Record<string, readonly string[]> = {
  'api::person.person': ['firstName', 'lastName', 'dateOfBirth'],
  'api::character.character': ['name', 'actor'],
};

const READ = 'plugin::content-manager.explorer.read';

interface StoredPermission {
  id: number;
  properties: { fields?: string[] };
}

const showLabels = async (strapi: Core.Strapi, uid: string): Promise<void> => {
  const permissions = strapi.db.query('admin::permission');
  const granted = (await permissions.findMany({
    where: { action: READ, subject: uid },
  })) as StoredPermission[];
  for (const { id, properties } of granted) {
    const { fields = [] } = properties;
    if (fields.includes('label') || !MADE_OF[uid]?.every((field) => fields.includes(field))) {
      continue;
    }
    await permissions.update({
      where: { id },
      data: { properties: { ...properties, fields: [...fields, 'label'] } },
    });
  }
};

/**
 * Lets admin roles from before there were labels read them, once, where they may read all that a
 * label is made of. Without, the panel would show them people and characters by id.
 */
export const seedLabelPermissions = async (strapi: Core.Strapi): Promise<void> => {
  await seedOnce(strapi, {
    name: 'admin-permissions:labels',
    items: Object.keys(MADE_OF),
    keyOf: (uid) => uid,
    create: (uid) => showLabels(strapi, uid),
  });
};
