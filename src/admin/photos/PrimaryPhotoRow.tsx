import { Box, Flex, Typography } from '@strapi/design-system';
import { useDocumentRBAC, useField, useForm } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { PhotoTile } from './PhotoTile';
import { type Asset, primaryOf, successorOf } from './primary';
import { GROUP, HINT } from './texts';

/** Whether the editor may change the attribute, of a new entry or of an old one. */
const useMayWrite = (attribute: string): boolean => {
  const fields = useDocumentRBAC(
    'PrimaryPhotoRow',
    ({ canCreateFields, canUpdateFields, canUserAction }) => ({
      canCreateFields,
      canUpdateFields,
      canUserAction,
    }),
  );
  const isNew = useForm('PrimaryPhotoRow', ({ initialValues }) => !('documentId' in initialValues));
  const { canCreateFields, canUpdateFields, canUserAction } = fields;
  return canUserAction(attribute, isNew ? canCreateFields : canUpdateFields, 'media');
};

interface PrimaryPhotoRowProps {
  /** The attribute with all photos. */
  photosName: string;
  /** The attribute with the primary one. */
  primaryName: string;
  disabled: boolean;
}

/** The photos that are in the form, saved or not, each with a star that makes it the primary one. */
export const PrimaryPhotoRow = ({ photosName, primaryName, disabled }: PrimaryPhotoRowProps) => {
  const intl = useIntl();
  const { value } = useField<Asset[] | null>(photosName);
  const { value: chosen, onChange } = useField<Asset | null>(primaryName);
  const mayWrite = useMayWrite(primaryName);
  const photos = value ?? [];
  const before = useRef(photos);

  // A star that stayed with a photo outside of the photos would bring it back when the form is saved.
  useEffect(() => {
    const successor = successorOf(chosen, before.current, photos);
    before.current = photos;
    if (successor !== undefined && mayWrite) onChange(primaryName, successor);
  });

  if (photos.length === 0) return null;
  const primary = primaryOf(photos, chosen);
  return (
    <Box paddingTop={2}>
      <Flex
        tag="ul"
        gap={3}
        wrap="wrap"
        alignItems="flex-start"
        aria-label={intl.formatMessage(GROUP)}
      >
        {photos.map((photo) => (
          <PhotoTile
            key={photo.id}
            photo={photo}
            isPrimary={photo.id === primary?.id}
            disabled={disabled || !mayWrite}
            onChoose={(asset) => {
              onChange(primaryName, asset);
            }}
          />
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {intl.formatMessage(HINT)}
      </Typography>
    </Box>
  );
};
