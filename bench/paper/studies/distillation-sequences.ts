import type { DistillationSequence } from '../../../models/distillation/sequence.ts';
import { METRIC_KEYS } from '../../accuracy/fold-scores.ts';
import { network } from '../../accuracy/methods.ts';
import { accuracyCell, foldsOfTrials, rateMasks, tablesOf } from '../accuracy-cells.ts';
import { readPublished } from '../published.ts';
import { type Cell, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import { joinRows } from './method-rows.ts';

const SEQUENCES: readonly (readonly [name: string, sequence: DistillationSequence])[] = [
  ['strongest only', 'strongest'],
  ['strongest to weakest', 'strongestFirst'],
  ['random', 'random'],
  ['simultaneous', 'simultaneous'],
  ['weakest to strongest', 'weakestFirst'],
];

/** Table 5: who teaches whom, in which order. */
export const distillationSequences: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  run: async (context) => {
    const published = readPublished('table-5');
    const ours = new Map<string, Record<string, Cell>>();
    const task = context.data.tasks.find(({ key }) => key === 'mortality');
    const trials = (await task?.trials()) ?? [];
    const folds = foldsOfTrials(trials);
    const masks = rateMasks(folds, { ...context, rates: [0] });
    for (const [name, distillationSequence] of SEQUENCES) {
      const method = network({ encoders: 'kd', settings: { distillationSequence } });
      const tables = await tablesOf(trials, name, method, context);
      const cells = METRIC_KEYS.map((metric) => [
        `mortality-${metric}`,
        accuracyCell(folds, tables, masks, { metric, resamples: context.resamples }),
      ]);
      ours.set(name, Object.fromEntries(cells) as Record<string, Cell>);
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not measured'),
      notes: [`mortality is ${task?.label ?? 'not a task of this data'}; nothing is masked at test`],
    };
  },
};
