import type { ReactNode } from 'react';
import { Explained } from './figure-help.tsx';
import type { Figure } from './figures.ts';
import styles from './facts.module.css';

export type Fact = readonly [name: string, value: ReactNode, figure?: Figure];

interface Props {
  /** A figure that the help explains is named with it. */
  readonly facts: readonly Fact[];
  /** Many of them stand in columns. */
  readonly columns?: boolean;
}

/** A short row of named values. */
export function Facts({ facts, columns = false }: Props) {
  return (
    <dl className={[styles.facts, columns ? styles.grid : undefined].join(' ')}>
      {facts.map(([name, value, figure]) => (
        <div key={name} className={styles.fact}>
          <dt>{figure === undefined ? name : <Explained text={name} figure={figure} />}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
