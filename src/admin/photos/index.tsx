import { type ComponentType, forwardRef } from 'react';
import { Flex } from '@strapi/design-system';
import type { StrapiApp } from '@strapi/strapi/admin';
import { PrimaryPhotoRow } from './PrimaryPhotoRow';

interface MediaInputProps {
  name: string;
  disabled?: boolean;
  attribute?: { pluginOptions?: { reelbase?: { primary?: string } } };
}

const withPrimaryPhoto = (MediaInput: ComponentType<MediaInputProps & { ref?: unknown }>) =>
  forwardRef<unknown, MediaInputProps>((props, ref) => {
    const { name, disabled = false, attribute } = props;
    const primary = attribute?.pluginOptions?.reelbase?.primary;
    if (!primary) return <MediaInput {...props} ref={ref} />;
    return (
      <Flex direction="column" alignItems="stretch">
        <MediaInput {...props} ref={ref} />
        <PrimaryPhotoRow
          photosName={name}
          // Within a component, both are below the same path.
          primaryName={name.replace(/[^.]*$/, primary)}
          disabled={disabled}
        />
      </Flex>
    );
  });

/**
 * Adds a row of stars to the form's field of pictures, where the attribute says which other one holds
 * the primary of them: `"pluginOptions": {"reelbase": {"primary": "primaryPhoto"}}` in `schema.json`.
 * Call it from `register`, after the upload plugin has registered its field.
 */
export const offerPrimaryPhotos = (app: StrapiApp): void => {
  const fields = app.library.fields as unknown as { media: ComponentType<MediaInputProps> };
  fields.media = withPrimaryPhoto(fields.media);
};
