import type { ComparisonReport, Diagnosis } from '../../main/api/services.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { FIXTURE_AUDIT, FIXTURE_MODELS } from './fixture-models.ts';

const WIDTH = 64;
const EPOCHS = 60;
const VALIDATION_ROWS = 502;

/** Effective rank of an encoding, its likeness with the fused representation, and a probe on an encoder that never learned. */
const FOUND: Readonly<Record<ModalityName, readonly [rank: number, similarity: number, untrained: number]>> =
  {
    demographics: [7.4, 0.21, 0.618],
    notes: [21.3, 0.44, 0.655],
    labs: [24.8, 0.57, 0.661],
    diagnoses: [18.2, 0.39, 0.64],
    procedures: [3.1, 0.03, 0.497],
    medications: [12.6, 0.26, 0.611],
  };

const rankOf = (effective: number) => ({
  rows: VALIDATION_ROWS,
  width: WIDTH,
  effective,
  numerical: Math.ceil(effective * 1.6),
});

/** A loss that falls fast at first and then ever less. */
function losses(first: number, last: number) {
  const values = Array.from({ length: EPOCHS }, (_, epoch) => last + (first - last) * Math.exp(-epoch / 9));
  const mean = values.reduce((sum, value) => sum + value, 0) / EPOCHS;
  return { losses: values, mean, e90: 20, plateaus: [] };
}

function learningOf(name: ModalityName): NonNullable<Diagnosis['learning'][ModalityName]> {
  const { ablation, alone, collapsed, dead } = FIXTURE_AUDIT.modalities[name] ?? {};
  return {
    strength: alone ?? null,
    standing: dead === true ? 'dead' : 'alive',
    reliance: ablation ?? null,
    collapsed: collapsed === true,
    prefixLoss: null,
    encoderAuroc: alone ?? null,
    untrainedAuroc: FOUND[name][2],
  };
}

/** The invented diagnosis of the invented model with reallocated latents. */
const FIXTURE_DIAGNOSIS: Diagnosis = {
  model: 'demo-mortality-ebr',
  task: 'mortality-90d',
  encoders: 'ebr',
  fusion: 'gated',
  members: 5,
  trainingRows: 3_012,
  validationRows: VALIDATION_ROWS,
  validationPositives: 46,
  rank: rankOf(31.7),
  modalities: Object.fromEntries(
    MODALITIES.map((name) => {
      const [rank, similarity] = FOUND[name];
      const similarityDebiased = Math.max(0, similarity - 0.04);
      return [name, { rank: rankOf(rank), similarity, similarityDebiased, capacity: null }] as const;
    }),
  ),
  varianceInflation: { mean: 2.84, dropped: 0, leftOut: 2, rank: 62 },
  blockEntropy: 0.71,
  separation: {
    adversary: { accuracy: 0.241, loss: 1.72 },
    linearProbe: 0.312,
    mlpProbe: 0.387,
    varianceShare: 0.08,
    chance: { accuracy: 0.167, loss: 1.79 },
  },
  learning: Object.fromEntries(MODALITIES.map((name) => [name, learningOf(name)] as const)),
  lossDynamics: { training: losses(0.69, 0.24), validation: losses(0.66, 0.29) },
  undefined: [{ metric: 'capacity', reason: 'fewer than 20 events' }],
};

export function diagnosisOf(model: string): Diagnosis | null {
  return model === FIXTURE_DIAGNOSIS.model ? FIXTURE_DIAGNOSIS : null;
}

type Figure = ComparisonReport['rates'][number]['auroc'];

/** @param margin from a difference to either end of its interval. */
function figureOf(first: number, second: number, margin: number): Figure {
  const difference = first - second;
  return { first, second, difference, interval: [difference - margin, difference + margin] };
}

/** With every further part missing both do worse, and the second sooner. */
const RATES = [0, 0.3, 0.5, 0.7] as const;

/** The invented comparison of the two invented models of one task, whichever comes first. */
export function comparisonOf({ first, second }: { first: string; second: string }): ComparisonReport | null {
  const [one, other] = [first, second].map((id) => FIXTURE_MODELS.find((model) => model.id === id));
  if (one === undefined || other === undefined || one === other || one.task !== other.task) return null;
  const falls = ({ encoders }: typeof one, rate: number) => (encoders === 'ebr' ? 0.09 : 0.17) * rate;
  return {
    task: one.task,
    pairs: [{ first, second }],
    n: FIXTURE_AUDIT.n,
    positives: FIXTURE_AUDIT.positives,
    leftOut: 3,
    rates: RATES.map((rate) => {
      const [a, b] = [falls(one, rate), falls(other, rate)];
      return {
        rate,
        auroc: figureOf((one.test.auroc ?? 0) - a, (other.test.auroc ?? 0) - b, 0.018),
        auprc: figureOf((one.test.auprc ?? 0) - a, (other.test.auprc ?? 0) - b, 0.036),
        brier: figureOf(0.073 + a / 9, 0.075 + b / 9, 0.0014),
      };
    }),
    wilcoxon: {
      overSeeds: [],
      overSeedsAndRates: (['auroc', 'auprc', 'brier'] as const).map((metric) => ({
        metric,
        n: RATES.length,
        zeros: 0,
        p: 0.125,
        adjusted: 0.375,
      })),
    },
    rejected: [],
    undefined: [],
  };
}
