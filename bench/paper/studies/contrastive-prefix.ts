import { gmcPart } from '../../../models/experiments/gmc.ts';
import { prefixAgainstBaseline } from '../../../models/experiments/prefix-against-baseline.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import { byPresence, developmentTrial, experimentConfiguration, experimentHooks } from './development-run.ts';
import { joinRows } from './method-rows.ts';

const MOST_MODALITIES = 5;
const CURVES = { 'Multimodal Prefix': 'prefix', 'Unimodal Baseline': 'baseline' } as const;

/** Table 10: what a probe reads from one modality under a contrastive fusion, for two to five modalities. */
export const contrastivePrefix: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading:
    'a substitute: GMC as a loss beside the prediction, concatenation with the desktop sizes; mean loss of a linear probe in nats',
  run: async (context) => {
    const published = readPublished('table-10');
    const { modality } = context;
    const { about, dataset } = await developmentTrial(context);
    const others = byPresence(dataset).filter((name) => name !== modality);
    const values = new Map<string, Record<string, number[]>>();
    for (const seed of context.seeds) {
      const configuration = experimentConfiguration('vanilla', seed, context);
      const { points } = await kept(context.folder, ['gmc-prefix', about, modality, configuration], () =>
        prefixAgainstBaseline(dataset, configuration, [modality, ...others.slice(0, MOST_MODALITIES - 1)], {
          ...experimentHooks(`GMC, seed ${seed}`, context),
          changed: (run) => ({ ...run, part: gmcPart }),
        }),
      );
      for (const point of points) {
        for (const [name, curve] of Object.entries(CURVES)) {
          const own = values.get(name) ?? {};
          (own[point.modalities.length] ??= []).push(Math.min(...point[curve].training));
          values.set(name, own);
        }
      }
    }
    const ours = new Map(
      [...values].map(([name, own]): [string, Record<string, Cell>] => [
        name,
        Object.fromEntries(Object.entries(own).map(([count, of]) => [count, cellOf(of)])),
      ]),
    );
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not measured'),
      notes: [
        `${modality}; the others are added as most encounters have them; lowest training loss over the epochs`,
        ...published.remarks,
      ],
    };
  },
};
