import type { ReactNode } from 'react';
import styles from './summary.module.css';

interface Props {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The line that opens and closes a `details`, its arrow drawn alike everywhere. */
export function Summary({ className, children }: Props) {
  return <summary className={[styles.summary, className].join(' ')}>{children}</summary>;
}
