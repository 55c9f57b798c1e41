import { NOISE_RATES, noiseRobustness } from '../../../models/experiments/noise-robustness.ts';
import type { Defined } from '../../../models/errors.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { type Cell, type Curve, definedCell, EMPTY_REPORT } from '../report.ts';
import type { Study } from '../study.ts';
import {
  COMPARED_ENCODERS,
  developmentTrial,
  experimentConfiguration,
  experimentHooks,
} from './development-run.ts';

/** Figure 7: AUROC on clean validation encounters after training with one modality corrupted. */
export const noise: Study = {
  data: ['synthetic', 'mimic-iv'],
  reading: 'a modality that is named, concatenation with the desktop sizes in the place of MUSE',
  run: async (context) => {
    const published = readPublished('figure-7');
    const { about, dataset } = await developmentTrial(context);
    const { modality } = context;
    const ours = new Map<string, Record<string, Cell>>();
    const curves: Curve[] = [];
    for (const encoders of COMPARED_ENCODERS) {
      const byRate = new Map<number, Defined<number>[]>(NOISE_RATES.map((rate) => [rate, []]));
      for (const seed of context.seeds) {
        const hooks = experimentHooks(`${encoders}, seed ${seed}`, context);
        const configuration = experimentConfiguration(encoders, seed, context);
        const compute = () => noiseRobustness(dataset, configuration, { modality, seeds: 1 }, hooks);
        const { rates } = await kept(context.folder, ['noise', about, modality, configuration], compute);
        for (const { rate, auroc } of rates) byRate.get(rate)?.push(...auroc);
      }
      const cells = [...byRate].map(([rate, values]) => [String(rate), definedCell(values)] as const);
      ours.set(encoders, Object.fromEntries(cells));
      curves.push({
        name: encoders,
        points: cells.map(([rate, { mean }]) => [Number(rate), mean ?? Number.NaN]),
      });
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: [...ours].map(([name, cells]) => ({ name, paper: {}, ours: cells })),
      curves,
      axes: { x: 'noise', y: 'AUROC' },
      notes: [
        `${modality} is corrupted; the eICU demo and 2,000 synthetic admissions have too few events in validation`,
        ...published.remarks,
      ],
    };
  },
};
