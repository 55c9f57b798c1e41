import { Button } from '@mantine/core';
import type { Job } from '../../main/api/services.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Panel } from '../components/layout.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { toFailure } from './failure.ts';
import { useLastFailure, useOpenJob } from './jobs.ts';

interface WorkProps {
  readonly kind: Job['kind'];
  /** Heads its progress. */
  readonly title: string;
}

/** How far work of a kind is, or why the last of it came to nothing. */
export function WorkOf({ kind, title }: WorkProps) {
  const job = useOpenJob(kind);
  const failure = useLastFailure(kind);
  if (job !== undefined) {
    return (
      <Panel title={title}>
        <ProgressLine label={job.title} progress={job.progress} />
      </Panel>
    );
  }
  return failure === null ? null : <FailurePanel failure={failure} />;
}

interface StartProps {
  readonly kind: Job['kind'];
  readonly start: { readonly isPending: boolean; readonly error: unknown };
  readonly onStart: () => void;
  readonly label: string;
  /** The one thing to do on the page. */
  readonly isFirst?: boolean;
  /** Whether all is chosen that it needs. */
  readonly isReady?: boolean;
}

/** Starts work of a kind, one at a time; why it could not start is said beside it. */
export function StartWork({ kind, start, onStart, label, isFirst = true, isReady = true }: StartProps) {
  const job = useOpenJob(kind);
  return (
    <>
      <Button
        variant={isFirst ? 'filled' : 'default'}
        loading={start.isPending}
        disabled={!isReady || job !== undefined}
        onClick={onStart}
      >
        {label}
      </Button>
      {start.error !== null && <FailurePanel failure={toFailure(start.error)} />}
    </>
  );
}
