import * as Plot from '@observablehq/plot';
import type { Audit } from '../../main/api/services.ts';
import { squareChart, type SquareOptions } from './square.ts';

type RocPoint = (Audit['curves'] & object)['roc'][number];

export interface RocOptions extends SquareOptions {
  /** Written on the diagonal. */
  readonly chance: string;
}

/** True against false positives over all thresholds, beside the diagonal of chance. */
export function rocChart(points: readonly RocPoint[], { chance, ...options }: RocOptions): SVGSVGElement {
  return squareChart(
    [
      Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--text-3)', strokeDasharray: '4 3' }),
      Plot.text([chance], {
        x: 0.62,
        y: 0.62,
        dx: 8,
        dy: 10,
        text: (words: string) => words,
        textAnchor: 'start',
        fill: 'var(--text-2)',
      }),
      Plot.line(points, {
        x: 'falsePositiveRate',
        y: 'truePositiveRate',
        stroke: 'var(--accent)',
        strokeWidth: 2,
      }),
    ],
    options,
  );
}
