import { useCallback, useMemo } from 'react';
import type { ModelDetails } from '../../../main/api/services.ts';
import { barsChart } from '../../charts/bars.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Columns, Panel, Stack } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatCount, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatMetric, formatObservedRate } from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { lookOf, MODALITY_ORDER } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { cohortName } from './cohort-name.ts';
import { modelKind } from './model-kind.ts';
import { notAssessed } from './not-assessed.ts';
import styles from './registry.module.css';
import { WithInterval } from './model-list.tsx';

interface Props {
  readonly model: ModelDetails;
}

/** How well it does, what it was trained on, how strong each modality is alone, how it was calibrated. */
export function ModelOverview({ model }: Props) {
  return (
    <Stack>
      <Columns>
        <Performance model={model} />
        <DataFacts model={model} />
      </Columns>
      <Columns>
        <Strength model={model} />
        <Stack>
          <Calibration model={model} />
          <LeftOut model={model} />
        </Stack>
      </Columns>
    </Stack>
  );
}

function Performance({ model }: Props) {
  const text = useText();
  const { models } = text;
  const { baseRate } = model;
  type Row = 'auroc' | 'auprc';
  const columns: Column<Row>[] = [
    {
      key: 'metric',
      header: models.model.metric,
      rowHeader: true,
      cell: (row) => <Explained text={row.toUpperCase()} figure={row} />,
    },
    ...(['validation', 'test'] as const).map((split) => ({
      key: split,
      header: models.model[split],
      numeric: true,
      cell: (row: Row) => <WithInterval value={model[split][row]} interval={model[split].intervals?.[row]} />,
    })),
  ];
  const missing = (['validation', 'test'] as const).flatMap((split) =>
    notAssessed(model[split].undefined ?? [], split, text),
  );
  return (
    <Panel title={models.model.performance}>
      <div className={styles.stack}>
        <DataTable
          label={models.model.performance}
          columns={columns}
          rows={['auroc', 'auprc']}
          rowKey={(row) => row}
        />
        <p className={styles.quiet}>{models.model.prevalence(formatObservedRate(baseRate))}</p>
        {missing.map((sentence) => (
          <p key={sentence} className={styles.quiet}>
            {sentence}
          </p>
        ))}
      </div>
    </Panel>
  );
}

function DataFacts({ model }: Props) {
  const text = useText();
  const { models, tasks, train } = text;
  const { facts } = models.model;
  return (
    <Panel title={models.model.data}>
      <Facts
        columns
        facts={[
          [facts.task, tasks.task[model.task]],
          [facts.timing, tasks.timing[model.timing]],
          [facts.cohort, cohortName(model, text)],
          [facts.labels, tasks.labels[model.labels]],
          [facts.encounters, formatCount(model.trainingEncounters)],
          [facts.positives, formatCount(model.trainingPositives)],
          [facts.baseRate, formatObservedRate(model.baseRate), 'baseRate'],
          [facts.kind, modelKind(model, text)],
          [facts.preset, text.said(model.trainingPreset)],
          [facts.substitution, tasks.substitution[model.substitution]],
          [facts.seed, String(model.seed)],
          ...(model.search === undefined
            ? []
            : [
                [
                  facts.search,
                  train.trials.of(formatCount(model.search.trials), formatCount(model.search.chosen)),
                ] as const,
              ]),
          [facts.created, formatMoment(model.createdAt)],
          [
            facts.fingerprint,
            <span key="fingerprint" className={styles.mono}>
              {model.dataFingerprint}
            </span>,
          ],
          [
            facts.path,
            <span key="path" className={styles.mono}>
              {model.path}
            </span>,
          ],
        ]}
      />
    </Panel>
  );
}

const CHANCE = 0.5;

function Strength({ model }: Props) {
  const { models, modality } = useText();
  const { strength, features } = model;
  const bars = useMemo(
    () =>
      MODALITY_ORDER.flatMap((name) => {
        const value = strength[name] ?? null;
        return value === null ? [] : [{ name: modality.name[name], value, color: lookOf(name).color }];
      }),
    [strength, modality],
  );
  const axis = models.model.strengthAxis;
  const draw = useCallback(
    (width: number) =>
      barsChart(bars, { width, axis, format: (value) => formatFixed(value, 2), from: CHANCE }),
    [bars, axis],
  );
  const top = [...bars].sort((a, b) => b.value - a.value)[0];
  if (top === undefined) return <Panel title={models.model.strength}>{models.model.strengthUnknown}</Panel>;
  return (
    <ChartPanel
      title={models.model.strengthTitle(top.name, formatMetric(top.value))}
      help="aurocAlone"
      draw={draw}
      table={() => ({
        columns: [models.model.similarity.modality, models.model.strength, models.model.features],
        rows: MODALITY_ORDER.filter((name) => strength[name] !== undefined).map((name) => [
          modality.name[name],
          formatMetric(strength[name]),
          formatCount(features[name] ?? 0),
        ]),
      })}
    />
  );
}

function Calibration({ model: { calibration } }: Props) {
  const { models, said } = useText();
  const { calibrationFacts: words } = models.model;
  const { method, slope, events } = calibration;
  return (
    <Panel title={models.model.calibration}>
      <Facts
        facts={[
          [words.method, said(method)],
          [words.slope, slope === null ? NO_VALUE : formatFixed(slope, 2), 'calibrationSlope'],
          [words.events, formatCount(events)],
        ]}
      />
    </Panel>
  );
}

function LeftOut({ model: { leftOut } }: Props) {
  const { models, said } = useText();
  if (leftOut.length === 0) return null;
  return (
    <Panel title={models.model.leftOut}>
      <ul className={styles.list}>
        {leftOut.map(({ modality, reason }) => (
          <li key={modality} className={styles.item}>
            <ModalityLabel modality={modality} standing="absent" />
            <span className={styles.quiet}>{said(reason)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
