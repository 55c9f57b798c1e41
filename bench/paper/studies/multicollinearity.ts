import { representationsOf } from '../../../models/diagnostics/representations.ts';
import { varianceInflation } from '../../../models/diagnostics/variance-inflation.ts';
import { onlyModalities } from '../../../models/experiments/only-modalities.ts';
import { trainAndInspect } from '../../../models/experiments/train-and-inspect.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { prepareRun } from '../../../models/training/prepare.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, EMPTY_REPORT } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import {
  byPresence,
  COMPARED_ENCODERS,
  developmentTrial,
  experimentConfiguration,
  experimentHooks,
} from './development-run.ts';
import { joinRows } from './method-rows.ts';

const COUNTS = [2, 3, 4, 5] as const;

/** Table 7: mean variance inflation of the fused representation, for two to five modalities. */
export const multicollinearity: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading:
    'concatenation with the desktop sizes in the place of MUSE; training encounters, so that there are ten a column',
  run: async (context) => {
    const published = readPublished('table-7');
    const ours = new Map<string, Record<string, Cell>>();
    for (const encoders of COMPARED_ENCODERS) {
      const cells: Record<string, Cell> = {};
      for (const count of COUNTS) {
        const values: number[] = [];
        for (const seed of context.seeds) values.push(await meanInflation(context, encoders, count, seed));
        cells[String(count)] = cellOf(values);
      }
      ours.set(encoders, cells);
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not measured'),
      notes: ['an infinite mean (linearly dependent columns) is left out of the mean over seeds'],
    };
  },
};

async function meanInflation(
  context: StudyContext,
  encoders: (typeof COMPARED_ENCODERS)[number],
  count: number,
  seed: number,
): Promise<number> {
  const { about, dataset } = await developmentTrial(context);
  const modalities = byPresence(dataset).slice(0, count);
  const configuration = experimentConfiguration(encoders, seed, context);
  return kept(context.folder, ['inflation', about, modalities, configuration], () => {
    const run = prepareRun(onlyModalities(dataset, modalities), configuration);
    const hooks = experimentHooks(`${encoders}, ${count} modalities, seed ${seed}`, context);
    hooks.onTraining?.('training');
    return trainAndInspect(run, hooks, ({ state, filling }) => {
      const { fused } = representationsOf(state, { inputs: run.inputs, rows: run.trainingRows }, filling);
      const { mean } = varianceInflation(fused);
      return isDefined(mean) ? mean.value : Number.NaN;
    });
  });
}
