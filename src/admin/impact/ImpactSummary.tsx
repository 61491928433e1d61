import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { ReactNode, RefObject } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Impact } from '../../impact/answers';
import { type Entries, useImpactQuery } from './api';
import { useReturningFocus } from './opener';
import { effectsOf, listOf, obstaclesOf, visibilityOf } from './sentences';
import { LOADING, NOTHING, REFUSED, UNKNOWN, type Verb } from './texts';

export interface ImpactProps {
  entries: Entries;
  verb: Verb;
}

const List = styled.ul`
  margin: 0;
  padding-left: ${({ theme }) => theme.spaces[5]};
  list-style: disc;

  li + li {
    margin-top: ${({ theme }) => theme.spaces[1]};
  }
`;

const Sentences = ({ sentences }: { sentences: readonly string[] }) => (
  <List>
    {sentences.map((sentence) => (
      <Typography key={sentence} tag="li" textColor="neutral800">
        {sentence}
      </Typography>
    ))}
  </List>
);

const Refusal = ({ impact, count }: { impact: Impact; count: number }) => {
  const intl = useIntl();
  const { reasons, waysOut } = obstaclesOf(intl, impact.obstacles);
  return (
    <>
      <Flex gap={2}>
        <WarningCircle aria-hidden fill="danger600" width="2rem" height="2rem" />
        <Typography fontWeight="semiBold" textColor="danger700">
          {intl.formatMessage(REFUSED, { count })}
        </Typography>
      </Flex>
      <Sentences sentences={reasons} />
      <Typography textColor="neutral800">{waysOut.join(' ')}</Typography>
    </>
  );
};

const Changes = ({ impact, entries, verb }: ImpactProps & { impact: Impact }) => {
  const intl = useIntl();
  const { uid, documentIds } = entries;
  const visibility = visibilityOf(intl, uid, documentIds.length, impact);
  const effects = effectsOf(intl, verb, impact.effects);
  return (
    <>
      {visibility && <Typography textColor="neutral800">{visibility}</Typography>}
      {effects.length > 0 ? (
        <Sentences sentences={effects} />
      ) : (
        <Typography textColor="neutral800">{intl.formatMessage(NOTHING)}</Typography>
      )}
    </>
  );
};

const Answer = ({ impact, ...props }: ImpactProps & { impact: Impact }) => {
  const intl = useIntl();
  const { documentIds } = props.entries;
  const isRefused = props.verb === 'delete' && impact.obstacles.length > 0;
  return (
    <>
      {impact.named.length > 0 && (
        <Typography variant="delta" tag="p">
          {listOf(intl, impact.named, documentIds.length)}
        </Typography>
      )}
      {isRefused ? (
        <Refusal impact={impact} count={documentIds.length} />
      ) : (
        <Changes impact={impact} {...props} />
      )}
    </>
  );
};

interface ImpactSummaryProps extends ImpactProps {
  /** What the dialog was opened by. */
  opener: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

/** What unpublishing or deleting entries would change; read aloud when it is there. */
export const ImpactSummary = ({ opener, children, ...props }: ImpactSummaryProps) => {
  useReturningFocus(opener);
  const intl = useIntl();
  const { data, isFetching } = useImpactQuery(props.entries);
  const state = isFetching ? LOADING : UNKNOWN;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Box aria-live="polite" aria-busy={isFetching}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          {data && !isFetching ? (
            <Answer impact={data} {...props} />
          ) : (
            <Typography textColor="neutral600">{intl.formatMessage(state)}</Typography>
          )}
        </Flex>
      </Box>
      {children}
    </Flex>
  );
};
