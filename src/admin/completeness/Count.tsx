import { Badge } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { text } from './texts';

/** How many entries a list has; nothing to do is green. */
export const Count = ({ count }: { count: number }) => {
  const intl = useIntl();
  const spoken = intl.formatMessage(
    text('count', '{count, plural, =0 {no entries} one {# entry} other {# entries}}'),
    { count },
  );
  return (
    <Badge
      role="img"
      aria-label={spoken}
      backgroundColor={count === 0 ? 'success100' : 'neutral150'}
      textColor={count === 0 ? 'success700' : 'neutral700'}
    >
      {intl.formatNumber(count)}
    </Badge>
  );
};
