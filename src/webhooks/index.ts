import type { Core } from '@strapi/strapi';
import { forgetOld } from './deliveries';
import { Dispatcher } from './dispatcher';
import { allowDomainEvents, noteEventsOfStrapi, replaceRunner } from './strapi-webhooks';

export { noteForWebhooks } from './deliveries';

const EVERY_HOUR = '0 * * * *';

let dispatcher: Dispatcher | undefined;

/** Has what was noted for webhooks sent by this server, if it is one: commands leave it to servers. */
export const wakeWebhooks = (): void => dispatcher?.wake();

/** Has a server that listens send what is due, until `webhooksSettled`. */
const startDispatcher = (strapi: Core.Strapi): void => {
  strapi.server.httpServer.once('listening', () => {
    dispatcher = new Dispatcher(strapi);
    dispatcher.wake();
    strapi.cron.add({
      'forget webhook deliveries that were given up': {
        task: () => forgetOld(strapi),
        options: EVERY_HOUR,
      },
    });
  });
};

/** Delivers events to webhooks: signed, repeated until they are received, and not lost by a crash. */
export const registerWebhooks = (strapi: Core.Strapi): void => {
  allowDomainEvents(strapi);
  replaceRunner(strapi);
  noteEventsOfStrapi(strapi, wakeWebhooks);
  startDispatcher(strapi);
};

/** Ends the sending, within some seconds. */
export const webhooksSettled = async (): Promise<void> => {
  const running = dispatcher;
  dispatcher = undefined;
  await running?.stop();
};
