import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Failure } from '../app/failure.ts';
import { REMEDIES } from '../app/remedies.ts';
import { formatCount } from '../format/numbers.ts';
import { capital } from '../format/words.ts';
import { useText } from '../text/index.ts';
import styles from './failure-panel.module.css';

interface Props {
  readonly failure: Failure;
  readonly onRetry?: (() => void) | undefined;
}

/** What happened, what it means for the data, what to do, and where: for every named failure alike. */
export function FailurePanel({ failure, onRetry }: Props) {
  const { errors, said } = useText();
  const { title, meaning, action } = errors.byCode[failure.code];
  const details = [
    [errors.file, failure.file],
    [errors.line, failure.line === undefined ? undefined : formatCount(failure.line)],
    [errors.column, failure.column],
    [errors.code, failure.code],
  ] as const;
  return (
    <div className={styles.panel} role="alert">
      <IconAlertTriangle className={styles.icon} size={22} aria-hidden />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {failure.message !== '' && <p>{sentence(said(failure.message, failure.wording?.message))}</p>}
        <p>{meaning}</p>
        <p className={styles.action}>{action}</p>
        {failure.hint !== undefined && <p>{sentence(said(failure.hint, failure.wording?.hint))}</p>}
        <dl className={styles.details}>
          {details.map(([name, value]) =>
            value === undefined ? null : (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
        <div className={styles.buttons}>
          {onRetry !== undefined && (
            <Button variant="default" size="xs" onClick={onRetry}>
              {errors.retry}
            </Button>
          )}
          <RemedyButton code={failure.code} />
        </div>
      </div>
    </div>
  );
}

/** Does what can be done about a failure; nothing on the screen that it would lead to. */
function RemedyButton({ code }: Pick<Failure, 'code'>) {
  const { errors } = useText();
  const navigate = useNavigate();
  const here = useLocation({ select: ({ pathname }) => pathname });
  const remedy = REMEDIES[code];
  if (remedy === null || remedy === here) return null;
  const act = (): void => {
    if (remedy === 'reload') window.location.reload();
    else void navigate({ to: remedy });
  };
  return (
    <Button variant="default" size="xs" onClick={act}>
      {errors.remedies[remedy]}
    </Button>
  );
}

function sentence(message: string): string {
  const text = capital(message);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
