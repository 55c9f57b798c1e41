import type { Audit } from '../../main/api/services.ts';
import { MODALITIES } from '../../models/modalities/modality.ts';

type Group = (Audit['subgroups'] & object)['groups'][number];

const SHARES = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1];
const NOISE = [0, 0.1, 0.25, 0.5, 1];
const PREVALENCE = 0.0916;

function group(variable: Group['variable'], name: string, numbers: readonly [number, number, number]): Group {
  const [n, positives, auroc] = numbers;
  const isFew = positives < 20;
  return {
    variable,
    group: name,
    n,
    positives,
    auroc: isFew ? null : auroc,
    interval: isFew ? null : [auroc - 0.07, auroc + 0.06],
    meanProbability: PREVALENCE,
    observedRate: positives / n,
    observedInterval: [(positives / n) * 0.7, (positives / n) * 1.4],
  };
}

/** Invented curves, subgroups and noise of the invented audit. */
export const FIXTURE_CURVES: Pick<Audit, 'curves' | 'decision' | 'subgroups' | 'noise'> = {
  curves: {
    roc: SHARES.map((share) => ({ falsePositiveRate: share, truePositiveRate: share ** 0.3 })),
    precisionRecall: SHARES.slice(1).map((recall) => ({
      recall,
      precision: PREVALENCE + 0.6 * (1 - recall) ** 1.5,
    })),
  },
  decision: [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4].map((threshold) => {
    const all = PREVALENCE - ((1 - PREVALENCE) * threshold) / (1 - threshold);
    const model = Math.max(all, 0.06 - threshold * 0.14) + 0.004;
    return { threshold, model, interval: [model - 0.01, model + 0.011], all };
  }),
  subgroups: {
    smallestCell: 11,
    groups: [
      group('age', '18–44', [210, 8, 0.8]),
      group('age', '45–64', [388, 28, 0.811]),
      group('age', '65–79', [301, 33, 0.782]),
      group('age', '80 and over', [105, 23, 0.731]),
      group('sex', 'F', [521, 44, 0.801]),
      group('sex', 'M', [483, 48, 0.784]),
      {
        variable: 'race',
        group: '3 others',
        n: null,
        positives: null,
        auroc: null,
        interval: null,
        meanProbability: null,
        observedRate: null,
        observedInterval: null,
      },
    ],
  },
  noise: [...MODALITIES, 'all' as const].flatMap((modality, index) =>
    NOISE.map((rate) => ({
      modality,
      rate,
      auroc: 0.793 - rate * (modality === 'all' ? 0.16 : 0.012 * ((index * 3) % 6)),
    })),
  ),
};
