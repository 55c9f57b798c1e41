import { useCallback, useMemo } from 'react';
import type { Audit } from '../../../main/api/services.ts';
import { barsChart, type Bar } from '../../charts/bars.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatFixed, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatInterval, formatMetric } from '../../format/risk.ts';
import { capital } from '../../format/words.ts';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import registry from '../registry/registry.module.css';
import styles from './audit.module.css';

interface Props {
  readonly audit: Audit;
}

type Reliance = NonNullable<Audit['modalities'][ModalityName]>;
type Row = readonly [ModalityName, Reliance];

const CHANCE = 0.5;

function rowsOf({ modalities }: Audit): Row[] {
  return MODALITY_ORDER.flatMap((name) => {
    const reliance = modalities[name];
    return reliance === undefined ? [] : [[name, reliance] as const];
  });
}

/** The name with the largest figure; undefined where there is none. */
function topOf(rows: readonly Row[], read: (reliance: Reliance) => number | null): Row | undefined {
  return rows.reduce<Row | undefined>((best, row) => {
    const value = read(row[1]);
    if (value === null) return best;
    const reached = best === undefined ? null : read(best[1]);
    return reached === null || value > reached ? row : best;
  }, undefined);
}

/** Contribution, loss when removed and strength alone, one row a modality. */
export function RelianceTable({ audit }: Props) {
  const { audit: words, modality } = useText();
  const { reliance } = words;
  const rows = rowsOf(audit);
  const columns: Column<Row>[] = [
    {
      key: 'modality',
      header: reliance.modality,
      rowHeader: true,
      cell: ([name]) => <ModalityLabel modality={name} />,
    },
    {
      key: 'absolute',
      header: reliance.meanAbsolute,
      numeric: true,
      cell: ([, { meanAbsolute }]) => formatFixed(meanAbsolute, 3),
    },
    {
      key: 'signed',
      header: reliance.meanSigned,
      numeric: true,
      cell: ([, { meanSigned }]) => formatSigned(meanSigned, 3),
    },
    {
      key: 'ablation',
      header: reliance.ablation,
      numeric: true,
      cell: ([, { ablation, ablationInterval }]) => (
        <>
          {ablation === null ? NO_VALUE : formatSigned(ablation, 3)}
          <span className={registry.interval}>{formatInterval(ablationInterval)}</span>
        </>
      ),
    },
    {
      key: 'alone',
      header: reliance.alone,
      numeric: true,
      cell: ([, { alone }]) => formatMetric(alone),
    },
    { key: 'state', header: reliance.state, cell: ([, row]) => <State reliance={row} /> },
  ];
  const top = topOf(rows, ({ meanAbsolute }) => meanAbsolute);
  return (
    <Panel
      title={top === undefined ? words.title : reliance.title(modality.name[top[0]])}
      note={reliance.note}
    >
      <DataTable label={reliance.modality} columns={columns} rows={rows} rowKey={([name]) => name} />
      <Meanings rows={rows} />
    </Panel>
  );
}

/** What the states that are not "in use" mean, where there are any. */
function Meanings({ rows }: { readonly rows: readonly Row[] }) {
  const { reliance } = useText().audit;
  const meanings = [
    rows.some(([, { dead }]) => dead) && reliance.meaning(capital(reliance.dead), reliance.deadMeaning),
    rows.some(([, { dead, collapsed }]) => collapsed && !dead) &&
      reliance.meaning(capital(reliance.collapsed), reliance.collapsedMeaning),
  ];
  return meanings.map(
    (meaning) =>
      meaning !== false && (
        <p key={meaning} className={styles.remark}>
          {meaning}
        </p>
      ),
  );
}

function State({ reliance: { dead, collapsed } }: { readonly reliance: Reliance }) {
  const { audit } = useText();
  const { reliance } = audit;
  if (dead) {
    return (
      <span title={reliance.deadMeaning}>
        <Tag tone="warning">{reliance.dead}</Tag>
      </span>
    );
  }
  if (collapsed) {
    return (
      <span title={reliance.collapsedMeaning}>
        <Tag tone="danger">{reliance.collapsed}</Tag>
      </span>
    );
  }
  return <Tag tone="good">{reliance.alive}</Tag>;
}

/** AUROC lost when each modality is masked, with intervals. */
export function Ablation({ audit }: Props) {
  const { audit: words, modality } = useText();
  const rows = useMemo(() => rowsOf(audit), [audit]);
  const bars = useMemo(
    () =>
      rows.flatMap(([name, { ablation, ablationInterval }]): Bar[] =>
        ablation === null
          ? []
          : [
              {
                name: modality.name[name],
                value: ablation,
                color: lookOf(name).color,
                ...(ablationInterval === null || ablationInterval === undefined
                  ? {}
                  : { interval: ablationInterval }),
              },
            ],
      ),
    [rows, modality],
  );
  const { axis, legend, title, nothing } = words.ablation;
  const draw = useCallback(
    (width: number) => barsChart(bars, { width, axis, format: (value) => formatFixed(value, 3) }),
    [bars, axis],
  );
  const top = topOf(rows, ({ ablation }) => ablation);
  const lost = top?.[1].ablation ?? 0;
  return (
    <ChartPanel
      title={top === undefined || lost <= 0 ? nothing : title(modality.name[top[0]], formatFixed(lost, 3))}
      legend={legend}
      draw={draw}
      table={{
        columns: [words.reliance.modality, words.reliance.ablation],
        rows: bars.map(({ name, value }) => [name, formatSigned(value, 3)]),
      }}
    />
  );
}

/** AUROC with only one modality used. */
export function Alone({ audit }: Props) {
  const { audit: words, modality } = useText();
  const rows = useMemo(() => rowsOf(audit), [audit]);
  const bars = useMemo(
    () =>
      rows.flatMap(([name, { alone }]): Bar[] =>
        alone === null ? [] : [{ name: modality.name[name], value: alone, color: lookOf(name).color }],
      ),
    [rows, modality],
  );
  const { axis, legend, title } = words.alone;
  const draw = useCallback(
    (width: number) =>
      barsChart(bars, { width, axis, format: (value) => formatFixed(value, 2), from: CHANCE }),
    [bars, axis],
  );
  const top = topOf(rows, ({ alone }) => alone);
  return (
    <ChartPanel
      title={top === undefined ? words.reliance.alone : title(modality.name[top[0]])}
      legend={legend}
      draw={draw}
      table={{
        columns: [words.reliance.modality, words.reliance.alone],
        rows: bars.map(({ name, value }) => [name, formatMetric(value)]),
      }}
    />
  );
}
