import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../text/index.ts';
import styles from './copy-field.module.css';

interface Props {
  readonly value: string;
  /** What is copied, e.g. `the command line`. */
  readonly what: string;
}

/** A button that puts a text on the clipboard and says so. */
export function CopyButton({ value, what }: Props) {
  const { common } = useText();
  const { copied, copy } = useClipboard();
  const label = copied ? common.copied : common.copyOf(what);
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" size="sm" color="gray" aria-label={label} onClick={() => copy(value)}>
        {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** A text to be used elsewhere, ready to copy. */
export function CopyField({ value, what }: Props) {
  return (
    <div className={styles.field}>
      <code className={styles.text}>{value}</code>
      <CopyButton value={value} what={what} />
    </div>
  );
}
