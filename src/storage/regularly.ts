import type { Core } from '@strapi/strapi';
import { deleteDueObjects } from './deletions';

const EVERY_FIVE_MINUTES = '*/5 * * * *';

/**
 * Deletes what could not be deleted before: at the start of a server, and every five minutes until
 * `strapi.destroy()`. Commands load the application as well, and must not change what they report.
 */
export const deleteDueRegularly = (strapi: Core.Strapi): void => {
  strapi.server.httpServer.once('listening', () => {
    void deleteDueObjects(strapi);
    strapi.cron.add({
      'delete objects of deleted files': {
        task: () => deleteDueObjects(strapi),
        options: EVERY_FIVE_MINUTES,
      },
    });
  });
};
