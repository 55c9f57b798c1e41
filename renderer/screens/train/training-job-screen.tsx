import { IconSchool } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
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
    <Page title={job?.title ?? train.job.title}>
      {job !== undefined && job.error !== null && <FailurePanel failure={job.error} />}
      {job === undefined && (
        <EmptyState icon={IconSchool} title={shell.jobs.none} text={shell.jobs.noneHint} />
      )}
      {job !== undefined && !isEnded(job) && (
        <Panel title={train.job.title} note={train.job.waiting}>
          <ProgressLine label={job.title} progress={job.progress} />
        </Panel>
      )}
    </Page>
  );
}
