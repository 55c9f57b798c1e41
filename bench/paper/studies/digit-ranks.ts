import {
  DIGIT_ENCODERS,
  DIGIT_FUSIONS,
  type DigitRank,
  digitRank,
  type DigitRankRun,
} from '../../../models/experiments/avmnist/rank-against-beta.ts';
import { BETAS } from '../../../models/experiments/rank-against-beta.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { kept } from '../../accuracy/kept.ts';
import { digitsOf } from '../data.ts';
import { readPublished } from '../published.ts';
import { EMPTY_REPORT } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import { digitRecipe } from './digit-recipe.ts';
import { joinRows } from './method-rows.ts';
import { betaCells, type BetaRanks, rankCurves, rankRows } from './rank-rows.ts';

type FusionName = keyof typeof DIGIT_FUSIONS;

const ENCODINGS = ['image', 'audio'] as const;

/** Figure 10: rank of the fused representation of a digit and its spoken name, and how near the encodings are to it. */
export const digitRanks: Study = {
  data: ['avmnist'],
  reading:
    'concatenation in the place of MUSE, the audio weighed up; the hidden layer of the classifier, test rows with their audio',
  run: async (context) => {
    const published = readPublished('figure-10');
    const ranks = await digitBetaRanks('classifier', context);
    const rows = rankRows(ranks, (encoders) => encoders, 'audio alone');
    for (const [encoders, points] of ranks.points) {
      for (const [place, modality] of ENCODINGS.entries()) {
        const cells = betaCells(points, ({ similarity }) => {
          const own = similarity[place];
          return own !== undefined && isDefined(own) ? own.value : Number.NaN;
        });
        rows.set(`${encoders}, CKA of the ${modality}`, cells);
      }
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, rows, 'not measured'),
      curves: rankCurves(ranks),
      axes: { x: 'beta', y: 'effective rank' },
      notes: ['rows without a word are of the numerical rank', ...published.remarks],
    };
  },
};

/** Ranks of one fusion of digit and spoken name with every kind of encoders. */
export async function digitBetaRanks(name: FusionName, context: StudyContext): Promise<BetaRanks<DigitRank>> {
  const recipe = digitRecipe(context);
  const ofSeeds = async (run: Pick<DigitRankRun, 'encoders' | 'beta'>): Promise<DigitRank[]> => {
    const ranks: DigitRank[] = [];
    for (const seed of context.seeds) {
      const own = { ...run, seed, recipe };
      const compute = (): DigitRank => {
        const what = run.beta === null ? 'audio alone' : `${run.encoders}, beta ${run.beta}`;
        context.onStep(`${name}: ${what}, seed ${seed}`);
        return digitRank(digitsOf(context.data), DIGIT_FUSIONS[name], own);
      };
      ranks.push(await kept(context.folder, ['digit-rank', name, own], compute));
    }
    return ranks;
  };
  const points = new Map<string, DigitRank[][]>();
  for (const encoders of DIGIT_ENCODERS) {
    const own: DigitRank[][] = [];
    for (const beta of BETAS) own.push(await ofSeeds({ encoders, beta }));
    points.set(encoders, own);
  }
  return { points, alone: await ofSeeds({ encoders: 'vanilla', beta: null }) };
}
