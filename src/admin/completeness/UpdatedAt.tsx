import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

/** The day of the last change; the time of day for who points at it. */
export const UpdatedAt = ({ time }: { time: string }) => {
  const intl = useIntl();
  return (
    <Typography
      tag="time"
      dateTime={time}
      title={intl.formatDate(time, { dateStyle: 'long', timeStyle: 'short' })}
      textColor="neutral600"
      style={{ whiteSpace: 'nowrap' }}
    >
      {intl.formatDate(time, { dateStyle: 'medium' })}
    </Typography>
  );
};
