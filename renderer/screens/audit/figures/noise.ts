import type { Audit } from '../../../../main/api/services.ts';
import { barsChart, type Bar } from '../../../charts/bars.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import { formatFixed } from '../../../format/numbers.ts';
import { formatMetric, formatShare } from '../../../format/risk.ts';
import { lookOf } from '../../../modality/modalities.ts';
import type { Catalogue } from '../../../text/index.ts';

/** The amount of noise that is drawn; the table has the others. */
const DRAWN = 0.5;
/** A smaller loss is none. */
const LEAST = 0.0005;

/** How much worse the model ranks when what is recorded is off; `null` where it was not measured. */
export function noiseFigure({ noise }: Audit, { audit: words, common, modality }: Catalogue): Figure | null {
  const groups = [...Map.groupBy(noise, (row) => row.modality)];
  if (groups.length === 0) return null;
  const rates = [...new Set(noise.map(({ rate }) => rate))].sort((a, b) => a - b);
  const nameOf = (name: (typeof noise)[number]['modality']): string =>
    name === 'all' ? words.noise.all : modality.name[name];
  const bars = groups.flatMap(([name, rows]): Bar[] => {
    const at = (rate: number) => rows.find((row) => row.rate === rate)?.auroc ?? null;
    const [clean, noisy] = [at(0), at(DRAWN)];
    if (clean === null || noisy === null) return [];
    const color = name === 'all' ? 'var(--text-3)' : lookOf(name).color;
    return [{ name: nameOf(name), value: clean - noisy, color }];
  });
  const worst = bars.toSorted((a, b) => b.value - a.value)[0];
  if (worst === undefined) return null;
  return {
    title:
      worst.value < LEAST
        ? words.noise.nothing
        : words.noise.title(common.within(worst.name), formatFixed(worst.value, 3)),
    legend: words.noise.legend(formatShare(DRAWN)),
    help: 'aurocLost',
    draw: (width) =>
      barsChart(bars, { width, axis: words.noise.axis, format: (value) => formatFixed(value, 3) }),
    table: () => ({
      columns: [words.noise.on, ...rates.map((rate) => words.noise.rate(formatShare(rate)))],
      rows: groups.map(([name, rows]) => [
        nameOf(name),
        ...rates.map((rate) => formatMetric(rows.find((row) => row.rate === rate)?.auroc)),
      ]),
    }),
  };
}
