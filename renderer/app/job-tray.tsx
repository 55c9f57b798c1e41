import { Button, Loader, Popover } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '../../main/api/services.ts';
import { ProgressLine } from '../components/progress-line.tsx';
import { Tag, type Tone } from '../components/tag.tsx';
import { formatCount } from '../format/numbers.ts';
import { useText } from '../text/index.ts';
import { api } from './client.ts';
import { isEnded, useJobs } from './jobs.ts';
import styles from './job-tray.module.css';

const SHOWN_ENDED = 5;
const TONE: Readonly<Record<Job['state'], Tone>> = {
  queued: 'plain',
  running: 'accent',
  done: 'good',
  failed: 'danger',
  cancelled: 'plain',
};

/** Everything that runs, from every screen; the host runs it, so closing the window stops nothing. */
export function JobTray() {
  const { shell } = useText();
  const [opened, setOpened] = useState(false);
  const jobs = useJobs();
  const open = jobs.filter((job) => !isEnded(job));
  const ended = jobs.filter(isEnded).slice(-SHOWN_ENDED).reverse();
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={open.length > 0 ? <Loader size={14} /> : <IconStack2 size={17} />}
          aria-label={shell.jobs.button(formatCount(open.length))}
          onClick={() => setOpened(!opened)}
        >
          {open.length > 0 ? shell.jobs.running(formatCount(open.length)) : shell.jobs.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={shell.jobs.title}>
        <div className={styles.list} tabIndex={-1}>
          <p className={styles.title}>{shell.jobs.title}</p>
          {open.length === 0 && (
            <p className={styles.none}>
              {shell.jobs.none} {shell.jobs.noneHint}
            </p>
          )}
          {[...open, ...ended].map((job) => (
            <JobEntry key={job.id} job={job} onLeave={() => setOpened(false)} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function JobEntry({ job, onLeave }: { readonly job: Job; readonly onLeave: () => void }) {
  const { shell, errors } = useText();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  return (
    <div className={styles.job}>
      <div className={styles.row}>
        <span className={styles.name}>{job.title}</span>
        <Tag tone={TONE[job.state]}>{shell.jobs.jobState[job.state]}</Tag>
      </div>
      {!isEnded(job) && <ProgressLine label={job.title} progress={job.progress} />}
      {job.error !== null && <p className={styles.none}>{errors.byCode[job.error.code].title}</p>}
      <div className={styles.buttons}>
        <JobLink job={job} onLeave={onLeave} />
        {!isEnded(job) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            loading={cancel.isPending}
            aria-label={shell.jobs.cancelOf(job.title)}
            onClick={() => cancel.mutate({ id: job.id })}
          >
            {shell.jobs.cancel}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Leads to where the job can be followed, or to what it made. */
function JobLink({ job, onLeave }: { readonly job: Job; readonly onLeave: () => void }) {
  const { shell } = useText();
  const run = job.result?.run ?? job.progress?.run;
  const common = { onClick: onLeave, children: shell.jobs.follow };
  if (job.kind === 'training') return <Link to="/train/jobs/$job" params={{ job: job.id }} {...common} />;
  if (job.kind === 'audit') return <Link to="/audit" search={{ model: job.result?.model }} {...common} />;
  const model = job.result?.model;
  if (job.kind === 'diagnosis' || job.kind === 'comparison') {
    const tab = job.kind === 'diagnosis' ? 'diagnosis' : 'compare';
    return model === undefined ? (
      <Link to="/models" {...common} />
    ) : (
      <Link to="/models/$model" params={{ model }} search={{ tab }} {...common} />
    );
  }
  if (job.kind === 'demo') return <Link to="/" {...common} />;
  if (job.kind === 'scoring') return <Link to="/patients" {...common} />;
  if (isEnded(job) && run !== undefined) return <Link to="/import/runs/$run" params={{ run }} {...common} />;
  return <Link to="/import" {...common} />;
}
