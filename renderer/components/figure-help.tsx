import { ActionIcon, Popover } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useText } from '../text/index.ts';
import styles from './figure-help.module.css';
import type { Figure } from './figures.ts';

/** A button beside a figure that says in one sentence what it means, and where that comes from. */
export const FigureHelp = memo(function FigureHelp({ figure }: { readonly figure: Figure }) {
  const { figures } = useText();
  const { name, text, source } = figures.byName[figure];
  return (
    <Popover width={320} position="top" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon
          className={styles.button}
          variant="transparent"
          color="gray"
          size="xs"
          aria-label={figures.explain(name)}
        >
          <IconHelpCircle size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <p className={styles.text}>{text}</p>
        <p className={styles.source}>{figures.source(source)}</p>
        <Link to="/help" hash={figure} className={styles.all}>
          {figures.all}
        </Link>
      </Popover.Dropdown>
    </Popover>
  );
});

interface ExplainedProps {
  readonly text: string;
  readonly figure: Figure;
}

/** The name of a figure with its help, for headers of tables and names of facts. */
export function Explained({ text, figure }: ExplainedProps) {
  return (
    <span className={styles.explained}>
      {text} <FigureHelp figure={figure} />
    </span>
  );
}
