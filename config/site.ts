import { environment } from './environment';

/** The reference frontend at `/`; without it, `/` leads to the admin panel. */
export default { enabled: environment().SITE };
