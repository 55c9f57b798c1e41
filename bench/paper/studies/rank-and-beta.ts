import { type RankAgainstBeta, rankAgainstBeta } from '../../../models/experiments/rank-against-beta.ts';
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
import { effectiveRank } from './rank-rows.ts';

/** Figure 5: effective rank of the fused representation as one modality is weighed up. */
export const rankAndBeta: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  reading: 'a modality that is named, concatenation with the desktop sizes in the place of MUSE',
  run: async (context) => {
    const published = readPublished('figure-5');
    const { about, dataset } = await developmentTrial(context);
    const { modality } = context;
    const ours = new Map<string, Record<string, Cell>>();
    const curves: Curve[] = [];
    for (const encoders of COMPARED_ENCODERS) {
      const results: RankAgainstBeta[] = [];
      for (const seed of context.seeds) {
        const hooks = experimentHooks(`${encoders}, seed ${seed}`, context);
        const configuration = experimentConfiguration(encoders, seed, context);
        const compute = () => rankAgainstBeta(dataset, configuration, modality, hooks);
        results.push(await kept(context.folder, ['beta', about, modality, configuration], compute));
      }
      const cells = cellsOf(results);
      ours.set(encoders, cells);
      const points = Object.entries(cells).map(
        ([beta, { mean }]) => [Number(beta), mean ?? Number.NaN] as const,
      );
      curves.push({ name: encoders, points });
      ours.set(`${modality} alone, ${encoders}`, {
        '0': cellOf(results.map(({ unimodal }) => effectiveRank(unimodal))),
      });
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: [...ours].map(([name, cells]) => ({ name, paper: {}, ours: cells })),
      curves,
      axes: { x: 'beta', y: 'effective rank' },
      notes: [`${modality} is weighed up; validation encounters`, ...published.remarks],
    };
  },
};

function cellsOf(results: readonly RankAgainstBeta[]): Record<string, Cell> {
  const betas = results[0]?.points.map(({ beta }) => beta) ?? [];
  return Object.fromEntries(
    betas.map((beta, i) => [
      String(beta),
      cellOf(results.map(({ points }) => (points[i] === undefined ? Number.NaN : effectiveRank(points[i])))),
    ]),
  );
}
