import { lossDynamics } from '../../../models/diagnostics/loss-dynamics.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { trainModel } from '../../../models/training/train.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, type Curve, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import {
  COMPARED_ENCODERS,
  developmentTrial,
  experimentConfiguration,
  experimentHooks,
} from './development-run.ts';

/** Figure 6: how the training loss falls. */
export const lossCurves: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading:
    'concatenation with the desktop sizes in the place of MUSE; kd has no joint loss while encoders are taught',
  run: async (context) => {
    const published = readPublished('figure-6');
    const { about, dataset } = await developmentTrial(context);
    const ours = new Map<string, Record<string, Cell>>();
    const curves: Curve[] = [];
    for (const encoders of COMPARED_ENCODERS) {
      const losses: number[][] = [];
      for (const seed of context.seeds) {
        const configuration = experimentConfiguration(encoders, seed, context);
        const compute = async (): Promise<number[]> => {
          const own: number[] = [];
          const hooks = experimentHooks(encoders, context);
          hooks.onTraining?.(`seed ${seed}`);
          await trainModel(dataset, configuration, {
            ...hooks,
            onEpoch: ({ semanticLoss }) => own.push(semanticLoss),
          });
          return own;
        };
        losses.push(await kept(context.folder, ['losses', about, configuration], compute));
      }
      const dynamics = losses.map((own) => lossDynamics(own));
      const of = (key: 'mean' | 'e90'): Cell =>
        cellOf(dynamics.map((result) => (isDefined(result) ? result.value[key] : Number.NaN)));
      ours.set(encoders, { mean: of('mean'), e90: of('e90') });
      const epochs = losses[0]?.map((_, epoch) => epoch) ?? [];
      const points = epochs.map(
        (epoch) => [epoch + 1, cellOf(losses.map((own) => own[epoch] ?? NaN)).mean ?? NaN] as const,
      );
      curves.push({ name: encoders, points });
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: [...ours].map(([name, cells]) => ({ name, paper: {}, ours: cells })),
      curves,
      axes: { x: 'epoch', y: 'training loss' },
      notes: published.remarks,
    };
  },
};
