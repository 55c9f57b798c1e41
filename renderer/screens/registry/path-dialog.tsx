import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { useText } from '../../text/index.ts';
import styles from './registry.module.css';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly label: string;
  readonly action: string;
  readonly suggestion: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSubmit: (path: string) => void;
  readonly onClose: () => void;
}

/** Asks for a path on the machine that Lacuna runs on. */
export function PathDialog(props: Props) {
  const { common } = useText();
  const { opened, title, label, action, suggestion, busy, failure, onSubmit, onClose } = props;
  const [path, setPath] = useState(suggestion);
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(path.trim());
        }}
      >
        {failure !== null && <FailurePanel failure={failure} />}
        <TextInput
          label={label}
          value={path}
          spellCheck={false}
          data-autofocus
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <div className={styles.formButtons}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={path.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
