import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Coalitions, LabSeries } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { labSeriesChart } from '../../charts/lab-series.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import { formatCount, formatFixed, formatMeasured } from '../../format/numbers.ts';
import type { ModalityName } from '../../modality/modalities.ts';
import { type Catalogue, useText } from '../../text/index.ts';
import styles from './patient.module.css';

type Feature = NonNullable<Coalitions['features'][ModalityName]>[number];

const SHOWN = 4;

interface Props {
  readonly encounter: string;
  readonly features: readonly Feature[];
}

/** The items behind the weightiest lab findings, each over the whole stay. */
export function LabSeriesGrid({ encounter, features }: Props) {
  const { patient } = useText();
  const items = itemsOf(features).slice(0, SHOWN);
  const results = useQueries({
    queries: items.map((item) => api.patients.series.queryOptions({ encounter, item })),
  });
  const series = results.flatMap(({ data }) => (data === undefined || data.points.length < 2 ? [] : [data]));
  if (series.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{patient.evidence.series}</h3>
      <p className={styles.quiet}>{patient.evidence.seriesLegend}</p>
      <div className={styles.series}>
        {series.map((item) => (
          <Series key={item.name} series={item} />
        ))}
      </div>
    </>
  );
}

/** Each item once, as `system:code`, in the order of weight. */
export function itemsOf(features: readonly Pick<Feature, 'code' | 'system'>[]): string[] {
  const items = features.flatMap(({ code, system }) =>
    code === null ? [] : [system === null ? code : `${system}:${code}`],
  );
  return [...new Set(items)];
}

function Series({ series }: { readonly series: LabSeries }) {
  const { patient } = useText();
  const { evidence } = patient;
  const draw = useCallback(
    (width: number) => labSeriesChart(series, { width, axis: evidence.seriesAxis }),
    [series, evidence],
  );
  return (
    <ChartFigure
      title={titleOf(series, patient)}
      draw={draw}
      table={() => ({
        columns: [evidence.seriesTime, [evidence.seriesValue, series.unit].filter(Boolean).join(', ')],
        rows: series.points.map(({ hours, value }) => [formatFixed(hours, 1), formatMeasured(value)]),
      })}
    />
  );
}

/** Says the range of the results, and how many of them lie outside of the reference range. */
function titleOf(
  { name, unit, points, referenceLow, referenceHigh, inOtherUnits }: LabSeries,
  patient: Catalogue['patient'],
) {
  const { evidence } = patient;
  const values = points.map(({ value }) => value);
  const range = evidence.seriesRange(
    formatMeasured(Math.min(...values)),
    formatMeasured(Math.max(...values)),
  );
  const all = formatCount(points.length);
  const outside = formatCount(points.filter(({ abnormal }) => abnormal).length);
  const found =
    referenceLow === null && referenceHigh === null
      ? evidence.seriesUnranged(all)
      : evidence.seriesOutside(outside, all);
  return evidence.seriesTitle(
    name,
    unit === null ? range : `${range} ${unit}`,
    inOtherUnits === 0 ? found : `${found}, ${evidence.seriesElsewhere(formatCount(inOtherUnits))}`,
  );
}
