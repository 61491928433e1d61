import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { uploadService } from '../strapi-services/upload';

/** What is done with every picture, in the words of the settings of the media library. */
const ALWAYS = { sizeOptimization: true, responsiveDimensions: true, autoOrientation: true };

const LABELS: Record<keyof typeof ALWAYS, string> = {
  sizeOptimization: 'Size optimization',
  responsiveDimensions: 'Responsive friendly upload',
  autoOrientation: 'Auto orientation',
};

/**
 * Lets the settings page of the media library show what is done with pictures, and refuses to turn
 * off there what cannot be turned off.
 */
export const fixMediaSettings = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const getSettings = service.getSettings.bind(service);
  const setSettings = service.setSettings.bind(service);

  service.getSettings = async () => ({ ...(await getSettings()), ...ALWAYS });
  service.setSettings = (settings) => {
    const off = (Object.keys(ALWAYS) as (keyof typeof ALWAYS)[]).find(
      (name) => settings[name] === false,
    );
    if (off) {
      throw new errors.ValidationError(
        `"${LABELS[off]}" cannot be turned off: all pictures are turned upright, written without their metadata, and stored in several sizes.`,
      );
    }
    return setSettings(settings);
  };
};
