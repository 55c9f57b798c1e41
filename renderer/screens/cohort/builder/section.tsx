import { useState, type ReactNode } from 'react';
import { Summary } from '../../../components/summary.tsx';
import styles from './builder.module.css';

interface Props {
  readonly title: string;
  /** What is chosen in it, in short; nothing where all is as by default. */
  readonly chosen?: string | undefined;
  readonly children: ReactNode;
}

/** A group of choices that is opened when it is needed; it says beside its name what is chosen in it. */
export function Section({ title, chosen = '', children }: Props) {
  // Open at first where something is chosen; afterwards it is as the person left it.
  const [isOpen] = useState(chosen !== '');
  return (
    <details className={styles.section} open={isOpen}>
      <Summary className={styles.summary}>
        {title}
        <span className={styles.chosen}>{chosen}</span>
      </Summary>
      <div className={styles.fields}>{children}</div>
    </details>
  );
}
