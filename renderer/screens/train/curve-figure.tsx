import { useCallback } from 'react';
import { curvesChart, type Curve } from '../../charts/curves.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import type { Figure } from '../../components/figures.ts';
import { formatFixed } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';

interface Props {
  readonly help?: Figure;
  readonly title: string;
  readonly yLabel: string;
  readonly curves: readonly Curve[];
  /** Epochs of the whole run. */
  readonly epochs: number;
  readonly digits: number;
  readonly floor?: number;
  /** Digits on the axis; two unless the curves lie closer together. */
  readonly axisDigits?: number;
  /** Names of the curves that are written beside them; all unless it is said. */
  readonly named?: readonly string[];
}

/** Curves over epochs with their table. */
export function CurveFigure({
  title,
  help,
  yLabel,
  curves,
  epochs,
  digits,
  floor,
  named,
  axisDigits = 2,
}: Props) {
  const { train } = useText();
  const xLabel = train.charts.epoch;
  const draw = useCallback(
    (width: number) =>
      curvesChart(curves, {
        width,
        xLabel,
        yLabel,
        epochs,
        format: (value) => formatFixed(value, Math.min(axisDigits, digits)),
        ...(floor === undefined ? {} : { floor }),
        ...(named === undefined ? {} : { named }),
      }),
    [curves, xLabel, yLabel, epochs, digits, floor, named, axisDigits],
  );
  return <ChartFigure title={title} help={help} draw={draw} table={() => tableOf(curves, xLabel, digits)} />;
}

function tableOf(curves: readonly Curve[], xLabel: string, digits: number) {
  const epochs = [...new Set(curves.flatMap(({ points }) => points.map(({ epoch }) => epoch)))];
  const values = curves.map(({ points }) => new Map(points.map(({ epoch, value }) => [epoch, value])));
  return {
    columns: [xLabel, ...curves.map(({ name }) => name)],
    rows: epochs
      .sort((a, b) => a - b)
      .map((epoch) => [
        String(epoch),
        ...values.map((byEpoch) => {
          const value = byEpoch.get(epoch);
          return value === undefined ? '' : formatFixed(value, digits);
        }),
      ]),
  };
}
