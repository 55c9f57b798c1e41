import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/index.ts';
import styles from './empty-state.module.css';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of what will happen, e.g. `Delete model`. */
  readonly action: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before anything that cannot be undone. */
export function ConfirmDialog({ opened, title, children, action, busy = false, onConfirm, onClose }: Props) {
  const { common } = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }}>
      {children}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button color="red.8" loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
