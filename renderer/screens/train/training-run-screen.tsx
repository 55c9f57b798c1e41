import { Button, Tooltip } from '@mantine/core';
import { IconHourglassEmpty, IconPlayerPause, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { EpochReport, Job, TrainingRun } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { isEnded, useJobs } from '../../app/jobs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { networksOf } from './networks.ts';
import { RunCharts } from './run-charts.tsx';
import { pairsText } from './setting-text.ts';
import { TrialPanel } from './trial-panel.tsx';
import { ResumeButton } from './training-runs.tsx';
import { useRunEpochs } from './use-run-epochs.ts';

const route = getRouteApi('/database/train/runs/$run');
const LIST_MS = 2000;

/** A training run, live or finished: its curves, and what can be done with it. */
export function TrainingRunScreen() {
  const { train, tasks } = useText();
  const { run: id } = route.useParams();
  const job = useJobs().findLast(({ progress, result }) => (progress?.run ?? result?.run) === id);
  const runs = useQuery({
    ...api.training.runs.queryOptions(),
    // A run that has just begun is newer than the list that was read before it.
    refetchInterval: ({ state }) => (state.data?.some(({ run: known }) => known === id) ? false : LIST_MS),
  });
  const run = runs.data?.find((candidate) => candidate.run === id);
  const isLive = job !== undefined && !isEnded(job);
  const epochs = useRunEpochs(id, isLive);
  const title =
    run === undefined ? (job?.title ?? train.title) : train.run.title(tasks.task[run.request.task]);
  return (
    <Page title={title} actions={<RunButtons job={job} run={run} />}>
      {job !== undefined && job.error !== null && <FailurePanel failure={job.error} />}
      {isLive && <ProgressLine label={job.title} progress={job.progress} />}
      <TrialPanel run={id} isLive={isLive} />
      <Loaded query={epochs} lines={12}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={IconHourglassEmpty}
              title={train.run.noEpochs.title}
              text={train.run.noEpochs.text}
            />
          ) : (
            <>
              {run !== undefined && <RunFacts run={run} epochs={list} isLive={job !== undefined} />}
              <RunCharts epochs={list} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface ButtonsProps {
  readonly job: Job | undefined;
  readonly run: TrainingRun | undefined;
}

function RunButtons({ job, run }: ButtonsProps) {
  const { train } = useText();
  const navigate = useNavigate();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  if (job !== undefined && !isEnded(job)) {
    return (
      <>
        <Tooltip label={train.run.pauseHint}>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={17} />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: job.id, keepCheckpoint: true })}
          >
            {train.run.pause}
          </Button>
        </Tooltip>
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={17} />}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: job.id })}
        >
          {train.run.cancel}
        </Button>
      </>
    );
  }
  const model = run?.model ?? job?.result?.model;
  return (
    <>
      {run?.resumable === true && <ResumeButton run={run.run} />}
      {typeof model === 'string' && (
        <>
          <Button variant="default" onClick={() => void navigate({ to: '/audit', search: { model } })}>
            {train.run.audit}
          </Button>
          <Button onClick={() => void navigate({ to: '/models/$model', params: { model } })}>
            {train.run.openModel}
          </Button>
        </>
      )}
    </>
  );
}

interface FactsProps {
  readonly run: TrainingRun;
  readonly epochs: readonly EpochReport[];
  readonly isLive: boolean;
}

function RunFacts({ run, epochs, isLive }: FactsProps) {
  const text = useText();
  const { train, tasks, common } = text;
  const { facts } = train.run;
  const { request, state } = run;
  const [encoders, fusion] = networksOf(request, text);
  const latest = epochs.at(-1);
  return (
    <Panel
      title={tasks.task[request.task]}
      actions={<Tag tone={state === 'done' ? 'good' : 'accent'}>{train.runState[state]}</Tag>}
    >
      <Facts
        facts={[
          [facts.encoders, encoders],
          ...(fusion === undefined ? [] : [[facts.fusion, fusion] as const]),
          [facts.preset, text.said(request.trainingPreset)],
          [facts.seed, String(request.seed)],
          ...(request.settings === undefined
            ? []
            : [[facts.settings, pairsText(request.settings)?.replaceAll(';', ', ') ?? ''] as const]),
          ...(request.search === undefined
            ? []
            : [[facts.search, formatCount(request.search.trials)] as const]),
          ...(latest === undefined
            ? []
            : [
                [
                  facts.epoch,
                  `${formatCount(latest.epoch)} ${common.of} ${formatCount(latest.epochs)}`,
                ] as const,
                [facts.elapsed, formatDuration(secondsOf(epochs))] as const,
              ]),
          ...(latest !== undefined && isLive && state === 'running'
            ? [[facts.block, train.run.block[latest.block]] as const]
            : []),
        ]}
      />
    </Panel>
  );
}

function secondsOf(epochs: readonly EpochReport[]): number {
  return epochs.reduce((sum, { seconds }) => sum + seconds, 0);
}
