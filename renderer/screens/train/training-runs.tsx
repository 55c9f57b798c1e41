import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TrainingRun } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { networksOf } from './networks.ts';
import styles from './train.module.css';

const TONE: Readonly<Record<TrainingRun['state'], Tone>> = {
  running: 'accent',
  done: 'good',
  failed: 'danger',
  cancelled: 'plain',
  interrupted: 'warning',
};

/** Every run of this database, newest first. */
export function TrainingRuns() {
  const text = useText();
  const { train, tasks, common } = text;
  const runs = useQuery(api.training.runs.queryOptions());
  const columns: Column<TrainingRun>[] = [
    {
      key: 'started',
      header: train.runs.started,
      rowHeader: true,
      cell: ({ startedAt, run }) => (
        <Link to="/train/runs/$run" params={{ run }}>
          {formatMoment(startedAt)}
        </Link>
      ),
    },
    { key: 'task', header: train.runs.task, cell: ({ request }) => tasks.task[request.task] },
    {
      key: 'what',
      header: train.runs.what,
      cell: ({ request }) =>
        [
          ...networksOf(request, text),
          request.settings === undefined
            ? request.trainingPreset
            : train.runs.changed(request.trainingPreset),
          ...(request.search === undefined ? [] : [train.runs.searched(formatCount(request.search.trials))]),
        ].join(' · '),
    },
    { key: 'epochs', header: train.runs.epochs, numeric: true, cell: ({ epochs }) => formatCount(epochs) },
    {
      key: 'state',
      header: train.runs.state,
      cell: ({ state }) => <Tag tone={TONE[state]}>{train.runState[state]}</Tag>,
    },
    {
      key: 'actions',
      header: <span className="visually-hidden">{common.actions}</span>,
      cell: (run) => <RunActions run={run} />,
    },
  ];
  return (
    <Panel title={train.runs.title}>
      <Loaded query={runs} lines={3}>
        {(list) =>
          list.length === 0 ? (
            <p className={styles.none}>{train.runs.none}</p>
          ) : (
            <DataTable
              label={train.runs.title}
              columns={columns}
              rows={[...list].sort((a, b) => b.startedAt.localeCompare(a.startedAt))}
              rowKey={({ run }) => run}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

function RunActions({ run: { run, model, resumable } }: { readonly run: TrainingRun }) {
  const { train } = useText();
  return (
    <span className={styles.rowButtons}>
      {resumable && <ResumeButton run={run} />}
      {model !== null && (
        <Link to="/models/$model" params={{ model }}>
          {train.runs.model}
        </Link>
      )}
    </span>
  );
}

/** Goes on from the last checkpoint and follows the run. */
export function ResumeButton({ run }: { readonly run: string }) {
  const { train } = useText();
  const navigate = useNavigate();
  const resume = useMutation(
    api.training.resume.mutationOptions({
      onSuccess: ({ job }) => navigate({ to: '/train/jobs/$job', params: { job } }),
    }),
  );
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={resume.isPending}
      onClick={() => resume.mutate({ run })}
    >
      {train.runs.resume}
    </Button>
  );
}
