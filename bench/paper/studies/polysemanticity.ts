import { modelPolysemanticity } from '../../../models/experiments/polysemanticity.ts';
import { onlyModalities } from '../../../models/experiments/only-modalities.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { trainModel } from '../../../models/training/train.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import {
  byPresence,
  COMPARED_ENCODERS,
  developmentTrial,
  experimentConfiguration,
  experimentHooks,
} from './development-run.ts';
import { joinRows } from './method-rows.ts';

/** Table 9: how far neurons of the fusion head read two modalities at once. */
export const polysemanticity: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading:
    'concatenation with the desktop sizes in the place of MUSE; the two modalities that most encounters have',
  run: async (context) => {
    const published = readPublished('table-9');
    const { about, dataset } = await developmentTrial(context);
    const pair = onlyModalities(dataset, byPresence(dataset).slice(0, 2));
    const ours = new Map<string, Record<string, Cell>>();
    for (const encoders of COMPARED_ENCODERS) {
      const values: number[] = [];
      for (const seed of context.seeds) {
        const hooks = experimentHooks(`${encoders}, seed ${seed}`, context);
        const configuration = experimentConfiguration(encoders, seed, context);
        const compute = async (): Promise<number> => {
          const model = await trainModel(pair, configuration, hooks);
          const result = await modelPolysemanticity(model, pair, hooks);
          return isDefined(result) ? result.value.loss : Number.NaN;
        };
        values.push(
          await kept(context.folder, ['polysemanticity', about, pair.modalities, configuration], compute),
        );
      }
      ours.set(encoders, { ce: cellOf(values) });
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not measured'),
      notes: [
        `of ${pair.modalities.join(' and ')}; undefined where the classifier tells unimodal neurons apart in less than 95 %`,
        ...published.remarks,
      ],
    };
  },
};
