import type { MessageDescriptor } from 'react-intl';

const text = (id: string, defaultMessage: string): MessageDescriptor => ({
  id: `reelbase.photos.${id}`,
  defaultMessage,
});

export const GROUP = text('group', 'Primary photo');
export const HINT = text('hint', 'The star marks the photo that stands for the person.');
export const IS_PRIMARY = text('is-primary', 'Primary photo: {name}');
export const MAKE_PRIMARY = text('make-primary', 'Make this the primary photo: {name}');
