import { Button, Modal } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useImpactQuery } from './api';
import type { ImpactProps } from './ImpactSummary';
import { BUTTONS, CANCEL, CLOSE } from './texts';

interface ImpactFooterProps extends ImpactProps {
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** The way back, and unless it would be refused, the way on: also when the impact is not known. */
export const ImpactFooter = ({ entries, verb, onConfirm, onClose }: ImpactFooterProps) => {
  const intl = useIntl();
  const [isBusy, setBusy] = useState(false);
  const { data, isFetching } = useImpactQuery(entries);
  const isRefused = verb === 'delete' && (data?.obstacles.length ?? 0) > 0;

  const confirm = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    onClose();
  };

  return (
    <Modal.Footer>
      <Button variant="tertiary" onClick={onClose}>
        {intl.formatMessage(isRefused ? CLOSE : CANCEL)}
      </Button>
      {!isRefused && (
        <Button
          variant="danger"
          loading={isBusy}
          disabled={isFetching}
          onClick={() => void confirm()}
        >
          {intl.formatMessage(BUTTONS[verb])}
        </Button>
      )}
    </Modal.Footer>
  );
};
