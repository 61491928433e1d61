import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { authService } from '.';

/** Whether a caller of the content API may list a type, which is what Strapi's populate asks for. */
export const mayFind = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  uid: UID.ContentType,
): Promise<boolean> => {
  if (!auth) return false;
  try {
    await authService(strapi).verify(auth, { scope: [`${uid}.find`] });
    return true;
  } catch (error) {
    if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) {
      return false;
    }
    throw error;
  }
};
