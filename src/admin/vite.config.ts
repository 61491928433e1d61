import { offerDomainEvents } from './webhooks/bundling';

/** What Strapi bundles the admin panel with, and what this project adds. */
export default offerDomainEvents;
