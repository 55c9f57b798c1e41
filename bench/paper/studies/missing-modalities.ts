import { METRIC_KEYS } from '../../accuracy/fold-scores.ts';
import { accuracyCell, foldsOfTrials, rateMasks, tablesOf } from '../accuracy-cells.ts';
import { readPublished } from '../published.ts';
import { type Cell, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import { comparedMethods, joinRows, methodOf } from './method-rows.ts';

/** Table 1: every method with modalities missing at test, under the same masks. */
export const missingModalities: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  run: async (context) => {
    const published = readPublished('table-1');
    const ours = new Map<string, Record<string, Cell>>();
    for (const task of context.data.tasks) {
      const trials = await task.trials();
      const folds = foldsOfTrials(trials);
      const masks = rateMasks(folds, context);
      for (const { name, method } of comparedMethods()) {
        const own = methodOf(method);
        const seeds = own.kind === 'experts' ? [0] : context.seeds;
        const tables = await tablesOf(trials, `${task.label}, ${name}`, own, { ...context, seeds });
        const cells = METRIC_KEYS.map((metric) => [
          `${task.key}-${metric}`,
          accuracyCell(folds, tables, masks, { metric, resamples: context.resamples }),
        ]);
        ours.set(name, { ...ours.get(name), ...(Object.fromEntries(cells) as Record<string, Cell>) });
      }
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not among the methods of this version'),
      notes: [
        `missing rates ${context.rates.join(', ')}, ${context.maskSeeds.length} masks each, the same for every method`,
        `tasks here: ${context.data.tasks.map(({ key, label }) => `${key} is ${label}`).join(', ')}`,
        'settings are those of the desktop preset, fixed beforehand: nothing was chosen on test encounters',
        ...published.remarks,
      ],
    };
  },
};
