import * as Plot from '@observablehq/plot';
import type { Audit } from '../../main/api/services.ts';
import { squareChart, type SquareOptions } from './square.ts';

type Point = (Audit['curves'] & object)['precisionRecall'][number];

export interface PrecisionRecallOptions extends SquareOptions {
  /** What chance gives; a line of its own. */
  readonly prevalence: number;
  readonly prevalenceText: string;
}

/** Precision against recall over all thresholds, beside the prevalence, which is what chance gives. */
export function precisionRecallChart(
  points: readonly Point[],
  { prevalence, prevalenceText, ...options }: PrecisionRecallOptions,
): SVGSVGElement {
  return squareChart(
    [
      Plot.ruleY([prevalence], { stroke: 'var(--text-3)', strokeDasharray: '4 3' }),
      Plot.line(points, { x: 'recall', y: 'precision', stroke: 'var(--accent)', strokeWidth: 2 }),
      Plot.text([prevalenceText], {
        x: 0,
        y: prevalence,
        dx: 6,
        dy: -8,
        text: (words: string) => words,
        textAnchor: 'start',
        fill: 'var(--text-2)',
        stroke: 'var(--surface-1)',
        strokeWidth: 4,
      }),
    ],
    options,
  );
}
