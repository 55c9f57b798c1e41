import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type Tone = 'plain' | 'accent' | 'warning' | 'danger' | 'good';

interface Props {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A short word about a thing: its state, its kind. */
export function Tag({ tone = 'plain', children }: Props) {
  return (
    <span className={[styles.tag, tone === 'plain' ? undefined : styles[tone]].join(' ')}>{children}</span>
  );
}
