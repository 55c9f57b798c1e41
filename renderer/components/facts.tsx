import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface Props {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  /** Many of them stand in columns. */
  readonly columns?: boolean;
}

/** A short row of named values. */
export function Facts({ facts, columns = false }: Props) {
  return (
    <dl className={[styles.facts, columns ? styles.grid : undefined].join(' ')}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
