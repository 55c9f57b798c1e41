import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { capital } from '../format/words.ts';
import type { ErrorText } from '../text/en/error-text.ts';
import { useText } from '../text/index.ts';
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

/** Warnings of the host; one that begins with a code begins with the words for it instead. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const { errors, said } = useText();
  return warnings.map((warning) => (
    <Notice key={warning} tone="warning">
      {inWords(said(warning), errors.byCode)}
    </Notice>
  ));
}

/** `too_few_positives: 7 in validation` becomes `There are too few positive stays: 7 in validation`. */
export function inWords(warning: string, byCode: Readonly<Record<string, ErrorText>>): string {
  const [, code = '', rest = ''] = /^([a-z]+(?:_[a-z]+)*): (.+)$/s.exec(warning) ?? [];
  const title = byCode[code]?.title;
  return title === undefined ? capital(warning) : `${title}: ${rest}`;
}
