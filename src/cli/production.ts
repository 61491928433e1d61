/**
 * Makes production the default of this process. Imported before anything of Strapi, which settles
 * for development as it is loaded.
 */
import { config as loadDotenv } from 'dotenv';

loadDotenv({ path: process.env.ENV_PATH, quiet: true });
// Also when it is set to nothing, as a compose file does.
if (['', undefined].includes(process.env.NODE_ENV)) process.env.NODE_ENV = 'production';
