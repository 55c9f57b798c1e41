import type { Audit } from '../../../../main/api/services.ts';
import { barsChart, type Bar } from '../../../charts/bars.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import type { ChartTable } from '../../../components/chart-table.ts';
import { formatFixed, formatSigned, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatMetric } from '../../../format/risk.ts';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../../../modality/modalities.ts';
import type { Catalogue } from '../../../text/index.ts';

export type Reliance = NonNullable<Audit['modalities'][ModalityName]>;
export type RelianceRow = readonly [ModalityName, Reliance];

const CHANCE = 0.5;

/** What the model has of each modality, in the fixed order. */
export function relianceRows({ modalities }: Pick<Audit, 'modalities'>): RelianceRow[] {
  return MODALITY_ORDER.flatMap((name) => {
    const reliance = modalities[name];
    return reliance === undefined ? [] : [[name, reliance] as const];
  });
}

/** The row with the largest figure; undefined where there is none. */
export function topRow(
  rows: readonly RelianceRow[],
  read: (reliance: Reliance) => number | null,
): RelianceRow | undefined {
  return rows.reduce<RelianceRow | undefined>((best, row) => {
    const value = read(row[1]);
    if (value === null) return best;
    const reached = best === undefined ? null : read(best[1]);
    return reached === null || value > reached ? row : best;
  }, undefined);
}

/** Contribution, loss when removed and strength alone, one row a modality. */
export function relianceTable(audit: Audit, { audit: words, modality }: Catalogue): ChartTable {
  const { reliance } = words;
  return {
    columns: [
      reliance.modality,
      reliance.meanAbsolute,
      reliance.meanSigned,
      reliance.ablation,
      words.interval,
      reliance.alone,
      reliance.state,
    ],
    rows: relianceRows(audit).map(([name, own]) => [
      modality.name[name],
      formatFixed(own.meanAbsolute, 3),
      formatSigned(own.meanSigned, 3),
      own.ablation === null ? NO_VALUE : formatSigned(own.ablation, 3),
      formatInterval(own.ablationInterval),
      formatMetric(own.alone),
      own.dead ? reliance.dead : own.collapsed ? reliance.collapsed : reliance.alive,
    ]),
  };
}

/** AUROC lost when each modality is masked, with intervals; `null` where too little happened to measure it. */
export function ablationFigure(audit: Audit, { audit: words, modality }: Catalogue): Figure | null {
  const rows = relianceRows(audit);
  const bars = rows.flatMap(([name, { ablation, ablationInterval }]): Bar[] =>
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
  );
  const { axis, legend, title, nothing } = words.ablation;
  const top = topRow(rows, ({ ablation }) => ablation);
  if (top === undefined) return null;
  const lost = top[1].ablation ?? 0;
  return {
    title: lost <= 0 ? nothing : title(modality.name[top[0]], formatFixed(lost, 3)),
    legend,
    help: 'aurocLost',
    draw: (width) => barsChart(bars, { width, axis, format: (value) => formatFixed(value, 3) }),
    table: () => ({
      columns: [words.reliance.modality, words.reliance.ablation, words.interval],
      rows: bars.map(({ name, value, interval }) => [name, formatSigned(value, 3), formatInterval(interval)]),
    }),
  };
}

/** AUROC with only one modality used; `null` where too little happened to measure it. */
export function aloneFigure(audit: Audit, { audit: words, modality }: Catalogue): Figure | null {
  const rows = relianceRows(audit);
  const bars = rows.flatMap(([name, { alone }]): Bar[] =>
    alone === null ? [] : [{ name: modality.name[name], value: alone, color: lookOf(name).color }],
  );
  const { axis, legend, title } = words.alone;
  const top = topRow(rows, ({ alone }) => alone);
  if (top === undefined) return null;
  return {
    title: title(modality.name[top[0]]),
    legend,
    help: 'aurocAlone',
    draw: (width) => barsChart(bars, { width, axis, format: (value) => formatFixed(value, 2), from: CHANCE }),
    table: () => ({
      columns: [words.reliance.modality, words.reliance.alone],
      rows: bars.map(({ name, value }) => [name, formatMetric(value)]),
    }),
  };
}
