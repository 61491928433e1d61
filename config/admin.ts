import { environment } from './environment';

const { ADMIN_JWT_SECRET, API_TOKEN_SALT, TRANSFER_TOKEN_SALT, ENCRYPTION_KEY } = environment();

export default {
  auth: { secret: ADMIN_JWT_SECRET },
  apiToken: { salt: API_TOKEN_SALT },
  transfer: { token: { salt: TRANSFER_TOKEN_SALT } },
  secrets: { encryptionKey: ENCRYPTION_KEY },
  autoOpen: false,
  // Without a frontend to show drafts in, the panel would ask editors to set one up.
  preview: { enabled: false },
  flags: { nps: false, promoteEE: false },
};
