import { gmcPart } from '../../../models/experiments/gmc.ts';
import {
  type BetaPoint,
  type RankAgainstBeta,
  rankAgainstBeta,
} from '../../../models/experiments/rank-against-beta.ts';
import { kept } from '../../accuracy/kept.ts';
import { readPublished } from '../published.ts';
import { EMPTY_REPORT } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import {
  COMPARED_ENCODERS,
  developmentTrial,
  experimentConfiguration,
  experimentHooks,
} from './development-run.ts';
import { digitBetaRanks } from './digit-ranks.ts';
import { joinRows } from './method-rows.ts';
import { type BetaRanks, rankCurves, rankRows } from './rank-rows.ts';

/** Rows of the paper by encoders. */
const SUFFIX: Readonly<Record<string, string>> = { vanilla: ' (Vanilla)', kd: ' + KD', ebr: ' + EBR' };

/** Table 11: ranks of a generative and of a contrastive model as one modality is weighed up. */
export const generativeAndContrastive: Study = {
  data: ['eicu', 'avmnist', 'synthetic', 'mimic-iv'],
  reading:
    'substitutes: GMC as a loss beside the prediction, on records; MMVAE on avMNIST in the place of MNIST-SVHN; networks of our sizes',
  run: async (context) => {
    const published = readPublished('table-11');
    const isDigits = context.data.digits !== undefined;
    const model = isDigits ? 'MMVAE' : 'GMC';
    const ranks: BetaRanks = isDigits
      ? await digitBetaRanks('mmvae', context)
      : await contrastiveRanks(context);
    const rows = rankRows(
      ranks,
      (encoders) => `${model}${SUFFIX[encoders] ?? ''}`,
      `${model} (Unimodal Baseline)`,
    );
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, rows, isDigits ? 'on records' : 'on avMNIST'),
      curves: rankCurves(ranks),
      axes: { x: 'beta', y: 'effective rank' },
      notes: [
        isDigits
          ? 'the audio is weighed up; test rows'
          : `${context.modality} is weighed up; validation encounters`,
        ...published.remarks,
      ],
    };
  },
};

async function contrastiveRanks(context: StudyContext): Promise<BetaRanks<BetaPoint>> {
  const { folder, modality, seeds } = context;
  const { about, dataset } = await developmentTrial(context);
  const points = new Map<string, BetaPoint[][]>();
  let alone: RankAgainstBeta['unimodal'][] = [];
  for (const encoders of COMPARED_ENCODERS) {
    const results: RankAgainstBeta[] = [];
    for (const seed of seeds) {
      const configuration = experimentConfiguration(encoders, seed, context);
      const compute = () =>
        rankAgainstBeta(dataset, configuration, modality, {
          ...experimentHooks(`GMC, ${encoders}, seed ${seed}`, context),
          // Alone there is nothing to contrast with.
          changed: (run) => (run.inputs.modalities.length > 1 ? { ...run, part: gmcPart } : run),
        });
      results.push(await kept(folder, ['gmc-beta', about, modality, configuration], compute));
    }
    const betas = results[0]?.points.keys() ?? [];
    points.set(
      encoders,
      [...betas].map((i) => results.flatMap((own) => own.points[i] ?? [])),
    );
    if (encoders === 'vanilla') alone = results.map(({ unimodal }) => unimodal);
  }
  return { points, alone };
}
