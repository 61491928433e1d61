import { environment } from './environment';

const env = environment();

/** How often something may be done, and by whom; `.env.example` says what each budget is for. */
export default {
  login: env.RATE_LIMIT_LOGIN,
  loginAccount: env.RATE_LIMIT_LOGIN_ACCOUNT,
  registration: env.RATE_LIMIT_REGISTRATION,
  refresh: env.RATE_LIMIT_REFRESH,
  recovery: env.RATE_LIMIT_RECOVERY,
  favorites: env.RATE_LIMIT_FAVORITES,
  avatar: env.RATE_LIMIT_AVATAR,
};
