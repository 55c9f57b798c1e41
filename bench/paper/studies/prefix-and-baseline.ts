import { prefixAgainstBaseline } from '../../../models/experiments/prefix-against-baseline.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { cellOf, type Cell, type Curve, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import { byPresence, developmentTrial, experimentConfiguration, experimentHooks } from './development-run.ts';

/** Figure 4: what a probe reads from a modality trained only through the fusion, against one trained on its own as well. */
export const prefixAndBaseline: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading: 'a modality that is named, concatenation with the desktop sizes in the place of MUSE',
  run: async (context) => {
    const published = readPublished('figure-4');
    const { about, dataset } = await developmentTrial(context);
    const { modality } = context;
    const others = byPresence(dataset).filter((name) => name !== modality);
    const gaps: Record<string, number[]> = {};
    const curves: Curve[] = [];
    for (const seed of context.seeds) {
      const configuration = experimentConfiguration('vanilla', seed, context);
      const { points } = await kept(context.folder, ['prefix', about, modality, configuration], () =>
        prefixAgainstBaseline(
          dataset,
          configuration,
          [modality, ...others],
          experimentHooks(`seed ${seed}`, context),
        ),
      );
      for (const { modalities, prefix, baseline, gap } of points) {
        (gaps[modalities.length] ??= []).push(isDefined(gap) ? gap.value.validation : Number.NaN);
        if (seed !== context.seeds[0]) continue;
        const of = (values: readonly number[]): Curve['points'] =>
          values.map((loss, epoch) => [epoch + 1, loss]);
        curves.push({ name: `prefix, ${modalities.length} modalities`, points: of(prefix.validation) });
        curves.push({ name: `baseline, ${modalities.length} modalities`, points: of(baseline.validation) });
      }
    }
    const cells = Object.fromEntries(
      Object.entries(gaps).map(([count, values]): [string, Cell] => [count, cellOf(values)]),
    );
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: [{ name: `gap of ${modality}, validation loss`, paper: {}, ours: cells }],
      curves,
      axes: { x: 'epoch', y: 'validation loss of the probe' },
      notes: [
        `curves are of seed ${context.seeds[0] ?? 1}; the others are added as most encounters have them`,
        ...published.remarks,
      ],
    };
  },
};
