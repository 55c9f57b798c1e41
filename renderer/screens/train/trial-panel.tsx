import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Trial } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import type { Curve } from '../../charts/curves.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { CurveFigure } from './curve-figure.tsx';
import styles from './train.module.css';
import { bestTrial, byRank, settingValueText } from './trial-order.ts';

const REFRESH_MS = 2000;

interface Props {
  readonly run: string;
  readonly isLive: boolean;
}

/** What the search of a run has tried, the best first: how far each trial came, and why it was stopped. */
export function TrialPanel({ run, isLive }: Props) {
  const trials = useQuery({
    ...api.training.trials.queryOptions({ run }),
    refetchInterval: isLive ? REFRESH_MS : false,
  });
  return (
    <Loaded query={trials} lines={6}>
      {(list) => (list.length === 0 ? null : <Trials trials={list} />)}
    </Loaded>
  );
}

function Trials({ trials }: { readonly trials: readonly Trial[] }) {
  const { train } = useText();
  const best = bestTrial(trials);
  return (
    <Panel title={train.trials.title}>
      <div className={styles.stack}>
        {best === undefined ? (
          <p className={styles.none}>{train.trials.none}</p>
        ) : (
          <TrialFigure trials={trials} best={best} />
        )}
        <TrialTable trials={byRank(trials)} />
      </div>
    </Panel>
  );
}

function TrialFigure({ trials, best }: { readonly trials: readonly Trial[]; readonly best: Trial }) {
  const words = useText().train.trials;
  const curves = useMemo(() => {
    const curve = (trial: Trial, color: string): Curve => ({
      name: words.name(formatCount(trial.trial)),
      color,
      points: trial.rungs.map(({ epochs, loss }) => ({ epoch: epochs, value: loss })),
    });
    const others = trials
      .filter((trial) => trial !== best)
      .map((trial) => curve(trial, 'var(--border-strong)'));
    return [...others, curve(best, 'var(--accent)')];
  }, [trials, best, words]);
  const number = formatCount(best.trial);
  const loss = formatFixed(best.rungs.at(-1)?.loss ?? 0, 4);
  const epochs = Math.max(...trials.flatMap(({ rungs }) => rungs.map((rung) => rung.epochs)));
  return (
    <CurveFigure
      title={best.outcome === 'chosen' ? words.chosen(number, loss) : words.best(loss, number)}
      yLabel={words.axis}
      curves={curves}
      named={[curves.at(-1)?.name ?? '']}
      epochs={epochs}
      digits={4}
      axisDigits={3}
    />
  );
}

const TONE: Readonly<Record<Trial['outcome'], Tone>> = {
  waiting: 'plain',
  dropped: 'plain',
  failed: 'danger',
  finished: 'accent',
  chosen: 'good',
};

function TrialTable({ trials }: { readonly trials: readonly Trial[] }) {
  const { train, said } = useText();
  const words = train.trials;
  const figure = (value: number | null | undefined, digits: number): string =>
    value === null || value === undefined ? NO_VALUE : formatFixed(value, digits);
  const columns: Column<Trial>[] = [
    {
      key: 'trial',
      header: words.trial,
      numeric: true,
      rowHeader: true,
      cell: ({ trial }) => formatCount(trial),
    },
    {
      key: 'outcome',
      header: words.outcome,
      cell: ({ outcome, reason }) => (
        <span title={reason === null ? undefined : said(reason)}>
          <Tag tone={TONE[outcome]}>{words.outcomes[outcome]}</Tag>
          {outcome === 'failed' && reason !== null && <span className={styles.reason}>{said(reason)}</span>}
        </span>
      ),
    },
    {
      key: 'loss',
      header: words.loss,
      numeric: true,
      cell: ({ rungs }) => figure(rungs.at(-1)?.loss, 4),
    },
    { key: 'auroc', header: words.auroc, numeric: true, cell: ({ rungs }) => figure(rungs.at(-1)?.auroc, 3) },
    {
      key: 'half',
      header: words.half,
      numeric: true,
      cell: ({ rungs }) => figure(rungs.at(-1)?.aurocHalfMissing, 3),
    },
    {
      key: 'epochs',
      header: words.epochs,
      numeric: true,
      cell: ({ rungs }) => formatCount(rungs.at(-1)?.epochs ?? 0),
    },
    {
      key: 'time',
      header: words.time,
      numeric: true,
      cell: ({ rungs }) => (
        <span className={styles.whole}>
          {formatDuration(rungs.reduce((sum, { seconds }) => sum + seconds, 0))}
        </span>
      ),
    },
    { key: 'settings', header: words.changed, cell: ({ settings }) => <Settings settings={settings} /> },
  ];
  return <DataTable label={words.title} columns={columns} rows={trials} rowKey={({ trial }) => trial} />;
}

function Settings({ settings }: Pick<Trial, 'settings'>) {
  const { trials, settings: words } = useText().train;
  const entries = Object.entries(settings);
  if (entries.length === 0) return trials.asked;
  return (
    <span className={styles.settings}>
      {entries.map(([name, value]) => (
        <span key={name}>
          {words.nameOf(name)} <strong>{settingValueText(value)}</strong>
        </span>
      ))}
    </span>
  );
}
