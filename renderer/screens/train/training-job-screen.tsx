import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Job } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { isEnded, useJob } from '../../app/jobs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Page, Panel } from '../../components/layout.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useText } from '../../text/index.ts';

const route = getRouteApi('/database/train/jobs/$job');

/** A training job until its run exists; then the run itself. */
export function TrainingJobScreen() {
  const { train, shell } = useText();
  const { job: id } = route.useParams();
  const navigate = useNavigate();
  const job = useJob(id);
  const run = job?.progress?.run ?? job?.result?.run;
  useEffect(() => {
    if (run !== undefined) void navigate({ to: '/train/runs/$run', params: { run }, replace: true });
  }, [run, navigate]);
  return (
    <Page title={train.job.title}>
      {job !== undefined && job.error !== null && <FailurePanel failure={job.error} />}
      {job === undefined && (
        <EmptyState icon={IconSchool} title={shell.jobs.none} text={shell.jobs.noneHint} />
      )}
      {job?.state === 'cancelled' && (
        <EmptyState icon={IconSchool} title={train.job.cancelled} text={train.job.cancelledText}>
          <Button onClick={() => void navigate({ to: '/train' })}>{train.job.again}</Button>
        </EmptyState>
      )}
      {job !== undefined && !isEnded(job) && <Waiting job={job} />}
    </Page>
  );
}

/** What it waits for, with a way out. */
function Waiting({ job }: { readonly job: Job }) {
  const { job: words } = useText().train;
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  const isQueued = job.state === 'queued';
  return (
    <Panel
      title={isQueued ? words.queued : words.preparing}
      note={isQueued ? words.queuedNote : words.preparingNote}
      actions={
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>
          {words.cancel}
        </Button>
      }
    >
      <ProgressLine label={job.title} progress={job.progress} />
    </Panel>
  );
}
