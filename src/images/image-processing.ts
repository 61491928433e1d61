import type { Core } from '@strapi/strapi';
import { imageManipulationService, type StoredImage } from '../strapi-services/image-manipulation';
import { providerService } from '../strapi-services/media-storage';
import { formatOfMime } from './image-types';
import { makePlaceholder, makeSmallerImages, makeThumbnail } from './smaller-images';

/** A picture with what its row has beyond Strapi's attributes, and with where it lies meanwhile. */
interface ProcessedImage extends StoredImage {
  placeholder: string;
  /** Strapi removes `filepath` when the picture has been stored, perhaps while formats are made. */
  sourcePath: string;
}

const always = (answer: boolean) => () => Promise.resolve(answer);

const sourceOf = ({ sourcePath, mime }: ProcessedImage) => {
  const format = formatOfMime(mime);
  if (!format) throw new Error(`A file of the type "${mime}" has come past the check of pictures`);
  return { filepath: sourcePath, format };
};

/**
 * Takes the place of Strapi's own treatment of pictures: those that get here have been decoded and
 * written anew, and would be encoded twice; and AVIF would have no formats.
 */
export const processImages = (strapi: Core.Strapi): void => {
  Object.assign(imageManipulationService<ProcessedImage>(strapi), {
    isImage: always(true),
    isFaultyImage: always(false),
    isOptimizableImage: always(true),
    isResizableImage: always(true),
    optimize: async (image) => ({
      ...image,
      placeholder: await makePlaceholder(image.filepath),
      sourcePath: image.filepath,
    }),
    generateThumbnail: (image) => makeThumbnail(image, sourceOf(image)),
    generateResponsiveFormats: (image) => makeSmallerImages(image, sourceOf(image)),
  } satisfies Partial<ReturnType<typeof imageManipulationService<ProcessedImage>>>);

  // What was sent is limited; written anew it may be larger, and pixels limit how much.
  providerService(strapi).checkFileSize = () => Promise.resolve();
};
