/** `npm run build`: compiles the server (before this runs) and builds the admin panel. */
import { buildAdminPanel } from './admin-panel';
import { runCommand } from './command';

runCommand(buildAdminPanel);
