import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface Props {
  readonly tone?: 'plain' | 'warning';
  readonly children: ReactNode;
}

/** A remark that belongs to what stands beside it. */
export function Notice({ tone = 'plain', children }: Props) {
  const Icon = tone === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={[styles.notice, tone === 'warning' ? styles.warning : undefined].join(' ')}>
      <Icon className={styles.icon} size={17} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  return warnings.map((warning) => (
    <Notice key={warning} tone="warning">
      {warning}
    </Notice>
  ));
}
