// @ts-check
import { sessionEvents } from './api/session.js';
import { drawHeader } from './components/header.js';
import { reload, startRouter } from './router.js';
import { findRoute, NOWHERE } from './routes.js';

drawHeader();
sessionEvents.addEventListener('rename', drawHeader);
sessionEvents.addEventListener('change', () => {
  drawHeader();
  void reload();
});
void startRouter(findRoute, NOWHERE);
