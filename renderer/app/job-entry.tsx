import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '../../main/api/services.ts';
import { ProgressLine } from '../components/progress-line.tsx';
import { Tag, type Tone } from '../components/tag.tsx';
import { formatFixed, formatRate } from '../format/numbers.ts';
import { formatClock, formatMoment } from '../format/time.ts';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { toFailure } from './failure.ts';
import { isEnded } from './jobs.ts';
import styles from './job-tray.module.css';

const TONE: Readonly<Record<Job['state'], Tone>> = {
  queued: 'plain',
  running: 'accent',
  done: 'good',
  failed: 'danger',
  cancelled: 'plain',
  interrupted: 'warning',
};

interface Props {
  readonly job: Job;
  /** The list closes when one goes elsewhere. */
  readonly onLeave: () => void;
}

/** One job: what it is, how far it is, what it did, and what can be done about it. */
export function JobEntry({ job, onLeave }: Props) {
  const { shell, errors, said } = useText();
  return (
    <li className={styles.job}>
      <div className={styles.row}>
        <span className={styles.name}>{said(job.title)}</span>
        <Tag tone={TONE[job.state]}>{shell.jobs.jobState[job.state]}</Tag>
      </div>
      {!isEnded(job) && <ProgressLine label={job.title} progress={job.progress} />}
      <p className={styles.when}>{isEnded(job) ? <Ended job={job} /> : <Rate job={job} />}</p>
      {job.error !== null && <p className={styles.none}>{errors.byCode[job.error.code].title}</p>}
      {job.state === 'interrupted' && <p className={styles.none}>{shell.jobs.interruptedNote}</p>}
      <div className={styles.buttons}>
        <JobLink job={job} onLeave={onLeave} />
        {isEnded(job) ? <EndedButtons job={job} onLeave={onLeave} /> : <RunningButtons job={job} />}
      </div>
      <JobLog job={job} />
    </li>
  );
}

function Ended({ job: { endedAt, startedAt } }: Pick<Props, 'job'>) {
  const { shell } = useText();
  return endedAt === null
    ? shell.jobs.startedAt(formatMoment(startedAt))
    : shell.jobs.endedAt(formatMoment(endedAt));
}

/** How fast it goes, in rows of an import or epochs of a training. */
function Rate({ job: { progress } }: Pick<Props, 'job'>) {
  const { shell } = useText();
  const rows = progress?.import?.rowsPerSecond ?? null;
  const seconds = progress?.epoch?.seconds;
  if (rows !== null) return shell.jobs.rowRate(formatRate(rows));
  return seconds === undefined ? null : shell.jobs.epochSeconds(formatFixed(seconds, seconds < 10 ? 1 : 0));
}

function RunningButtons({ job }: Pick<Props, 'job'>) {
  const { shell, said } = useText();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  return (
    <>
      {job.kind === 'training' && job.state === 'running' && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          disabled={cancel.isPending}
          aria-label={shell.jobs.pauseOf(said(job.title))}
          onClick={() => cancel.mutate({ id: job.id, keepCheckpoint: true })}
        >
          {shell.jobs.pause}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        loading={cancel.isPending}
        aria-label={shell.jobs.cancelOf(said(job.title))}
        onClick={() => cancel.mutate({ id: job.id })}
      >
        {shell.jobs.cancel}
      </Button>
    </>
  );
}

function EndedButtons({ job, onLeave }: Props) {
  const { shell, errors, said } = useText();
  const navigate = useNavigate();
  const dismiss = useMutation(api.jobs.dismiss.mutationOptions());
  const resume = useMutation(
    api.jobs.resume.mutationOptions({
      onSuccess: ({ job: id }) => {
        onLeave();
        return job.kind === 'training'
          ? navigate({ to: '/train/jobs/$job', params: { job: id } })
          : undefined;
      },
    }),
  );
  return (
    <>
      {job.resumable && (
        <Button
          variant="light"
          size="compact-xs"
          loading={resume.isPending}
          aria-label={shell.jobs.resumeOf(said(job.title))}
          onClick={() => resume.mutate({ id: job.id })}
        >
          {shell.jobs.resume}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-label={shell.jobs.dismissOf(said(job.title))}
        onClick={() => dismiss.mutate({ id: job.id })}
      >
        {shell.jobs.dismiss}
      </Button>
      {resume.error !== null && (
        <p className={styles.none} role="alert">
          {errors.byCode[toFailure(resume.error).code].title}
        </p>
      )}
    </>
  );
}

/** Every step with its time, asked for only when it is opened; read anew when the job takes another step. */
function JobLog({ job }: Pick<Props, 'job'>) {
  const { shell, said } = useText();
  const [isOpen, setOpen] = useState(false);
  const log = useQuery(
    api.jobs.log.queryOptions(
      { id: job.id },
      { enabled: isOpen, staleTime: 0, refetchInterval: isEnded(job) ? false : 1_000 },
    ),
  );
  if (job.progress === null) return null;
  return (
    <details className={styles.log} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={shell.jobs.logOf(said(job.title))}>{shell.jobs.log}</summary>
      <ol tabIndex={0} aria-label={shell.jobs.logOf(said(job.title))}>
        {log.data?.map(({ at, text }, index) => (
          <li key={index}>
            <time dateTime={at}>{formatClock(at)}</time> {text}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Leads to where the job can be followed, or to what it made. */
function JobLink({ job, onLeave }: Props) {
  const { shell } = useText();
  const run = job.result?.run ?? job.progress?.run;
  const common = { onClick: onLeave, children: shell.jobs.follow };
  if (job.kind === 'training') {
    return job.state === 'interrupted' ? (
      <Link to="/train" {...common} />
    ) : (
      <Link to="/train/jobs/$job" params={{ job: job.id }} {...common} />
    );
  }
  if (job.kind === 'audit') return <Link to="/audit" search={{ model: job.result?.model }} {...common} />;
  if (job.kind === 'diagnosis' || job.kind === 'comparison') {
    const tab = job.kind === 'diagnosis' ? 'diagnosis' : 'compare';
    const model = job.result?.model;
    return model === undefined ? (
      <Link to="/models" {...common} />
    ) : (
      <Link to="/models/$model" params={{ model }} search={{ tab }} {...common} />
    );
  }
  if (job.kind === 'demo') return <Link to="/" {...common} />;
  if (job.kind === 'scoring' || job.kind === 'list') return <Link to="/patients" {...common} />;
  if (isEnded(job) && run !== undefined) return <Link to="/import/runs/$run" params={{ run }} {...common} />;
  return <Link to="/import" {...common} />;
}
