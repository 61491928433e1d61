import { Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { type ComponentType, useId } from 'react';
import { useIntl } from 'react-intl';
import { GROUP, WHEN } from './texts';

const FIELD = 'events';

/** The events of this project that the webhook of the form asks for, to be ticked. */
const DomainEvents = () => {
  const intl = useIntl();
  const field = useField<string[]>(FIELD);
  const labelId = useId();
  const ticked = field.value ?? [];

  const tick = (event: string, isTicked: boolean) => {
    const others = ticked.filter((other) => other !== event);
    field.onChange(FIELD, isTicked ? [...others, event] : others);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="group" aria-labelledby={labelId}>
      <Typography id={labelId} variant="pi" fontWeight="bold" textColor="neutral800">
        {intl.formatMessage(GROUP)}
      </Typography>
      {Object.entries(WHEN).map(([event, when]) => (
        <Box key={event}>
          <Checkbox
            checked={ticked.includes(event)}
            onCheckedChange={(checked: boolean | 'indeterminate') => tick(event, checked === true)}
          >
            <Typography fontWeight="semiBold">{event}</Typography>{' '}
            <Typography textColor="neutral600">{intl.formatMessage(when)}</Typography>
          </Checkbox>
        </Box>
      ))}
    </Flex>
  );
};

/** Adds them below Strapi's own, which its form for webhooks has in a table of fixed rows. */
export const withDomainEvents = (EventsTable: ComponentType) => () => (
  <>
    <EventsTable />
    <DomainEvents />
  </>
);
