import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard, useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { desktop } from '../app/desktop.ts';
import { useText } from '../text/index.ts';
import styles from './copy-field.module.css';

/** Copying through the desktop window where there is one: it gives pages no access to the clipboard. */
function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const browser = useClipboard();
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), 1_000);
  if (desktop === undefined) return browser;
  const copy = async (text: string): Promise<void> => {
    await desktop?.copyText(text);
    setCopied(true);
    start();
  };
  return { copied, copy: (text) => void copy(text) };
}

interface Props {
  readonly value: string;
  /** What is copied, e.g. `the command line`. */
  readonly what: string;
}

/** A button that puts a text on the clipboard and says so. */
export function CopyButton({ value, what }: Props) {
  const { common } = useText();
  const { copied, copy } = useCopy();
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
