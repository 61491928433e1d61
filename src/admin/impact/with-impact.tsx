import { useMemo, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { Action, ActionComponent, ActionContext } from './actions';
import type { Entries } from './api';
import { ImpactFooter } from './ImpactFooter';
import { ImpactSummary } from './ImpactSummary';
import { openerOf } from './opener';
import { THINGS, TITLES, type Verb } from './texts';

const entriesOf = ({ model, documentId, documents }: ActionContext): Entries => ({
  uid: model,
  documentIds: documents ? documents.map((each) => each.documentId) : [documentId ?? []].flat(),
});

/** What Strapi's action does once it is confirmed; without a dialog, it does it when it is pressed. */
const perform = async (action: Action | null): Promise<void> => {
  await (action?.dialog?.onConfirm ?? action?.onClick)?.();
};

/** What Strapi asks besides, as what becomes of the changes in the draft. */
const questionOf = (verb: Verb, { dialog }: Action, { documents }: ActionContext) =>
  verb === 'unpublish' && !documents ? dialog?.content : undefined;

/**
 * One of Strapi's actions, asking first, with what would change elsewhere. Everything else about it
 * stays: where it is, who may, and what it does.
 */
export const withImpact = (original: ActionComponent, verb: Verb): ActionComponent => {
  const WithImpact: ActionComponent = (context) => {
    const intl = useIntl();
    const action = original(context);
    const latest = useRef(action);
    latest.current = action;
    const opener = useRef<HTMLElement | null>(null);
    const entries = entriesOf(context);
    const key = entries.documentIds.join();

    // A component that were another one each time would lose its state.
    const footer = useMemo(
      () =>
        function Footer({ onClose }: { onClose: () => void }) {
          const onConfirm = () => perform(latest.current);
          return (
            <ImpactFooter entries={entries} verb={verb} onConfirm={onConfirm} onClose={onClose} />
          );
        },
      [context.model, key],
    );

    const things = THINGS[context.model];
    const count = entries.documentIds.length;
    if (!action || !things || count === 0) return action;
    return {
      ...action,
      onClick: (event) => {
        opener.current = event ? openerOf(event) : null;
      },
      dialog: {
        type: 'modal',
        title: intl.formatMessage(TITLES[verb], {
          count,
          things: intl.formatMessage(things, { count }),
        }),
        content: (
          <ImpactSummary entries={entries} verb={verb} opener={opener}>
            {questionOf(verb, action, context)}
          </ImpactSummary>
        ),
        footer,
      },
    };
  };
  WithImpact.type = original.type;
  WithImpact.position = original.position;
  return WithImpact;
};
