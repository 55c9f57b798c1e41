import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../text/index.ts';
import styles from './chips.module.css';

interface Chip {
  readonly name: string;
  readonly beside?: ReactNode;
}

interface Props {
  readonly label: string;
  readonly chips: readonly Chip[];
  readonly onRemove: (index: number) => void;
}

/** What was added one by one, each with a button that takes it out again. */
export function Chips({ label, chips, onRemove }: Props) {
  const { common } = useText();
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={label}>
      {chips.map(({ name, beside }, index) => (
        <li key={name} className={styles.chip}>
          {name}
          {beside}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={common.remove(name)}
            onClick={() => onRemove(index)}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
