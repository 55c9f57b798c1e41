import { MODALITIES, perModality, type PerModality } from '../../models/modalities/modality.ts';
import { patternOf } from '../../models/substitution/source-table.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import { meanContributions } from '../../main/audit/mean-contributions.ts';
import type { CohortBatch } from '../../main/prediction/cohort-batch.ts';
import type { LoadedModel } from '../../main/prediction/loaded-model.ts';
import { maskUse } from '../../models/prediction/mask-use.ts';
import { scoreRows } from '../../main/prediction/score-rows.ts';
import {
  calibrationFigures,
  contributionGate,
  deadContributionGate,
  deadStandInGate,
  leakGate,
  mean,
  missingLabsGate,
  switchOffGate,
  type CalibrationFigures,
  type Gate,
  type StandInCount,
} from './checks.ts';
import { compare, compareByPattern, type Comparison, type PatternRegret, type ScoredSet } from './regret.ts';
import { modelScores, type SubsetScores } from './subset-scores.ts';
import { modalityBit, toSubsets } from './subsets.ts';
import type { TruthTable } from './truth-table.ts';

export interface GateRequest {
  readonly model: LoadedModel;
  readonly batch: CohortBatch;
  readonly truth: TruthTable;
  /** Scores of the logistic experts, to stand beside the policies of the model. */
  readonly experts: SubsetScores;
  readonly rates: readonly number[];
  readonly masks: number;
  readonly onStep: (step: string) => void;
}

export interface GateReport {
  readonly gates: readonly Gate[];
  readonly byRate: readonly (Comparison & { readonly rate: number })[];
  readonly byPattern: readonly PatternRegret[];
  /** AUROC as recorded of one who does not know whether labs are recorded. */
  readonly blindBayes: number | null;
  readonly contributions: { readonly model: PerModality<number>; readonly truth: PerModality<number> };
  readonly standIns: readonly StandInCount[];
  readonly calibration: { readonly all: CalibrationFigures; readonly labsAbsent: CalibrationFigures };
}

const POLICIES: readonly SubstitutionPolicy[] = ['ebr', 'omit', 'zeros', 'avg'];

/** Holds a model to the truth of a synthetic cohort that it has never seen. */
export function measureGates(request: GateRequest): GateReport {
  const { model, batch, truth, onStep } = request;
  onStep('scoring every subset');
  const set = scoredSet(request);
  onStep('comparing by missing rate');
  const drawn = drawMasks(request);
  const byRate = drawn.flatMap(({ rate, masks }) => {
    const compared = compare(
      set,
      masks.map((used) => toSubsets(batch.vectors.modalities, used)),
    );
    return compared === null ? [] : [{ rate, ...compared }];
  });
  onStep('comparing by pattern');
  const byPattern = compareByPattern(set, truth.present);
  onStep('contributions, stand-ins and calibration');
  const contributions = { model: modelContributions(model, batch), truth: trueContributions(truth) };
  const standIns = countStandIns(
    model,
    batch,
    drawn.flatMap(({ masks }) => masks),
  );
  const calibration = calibrationOf(model, batch, truth);
  const blind = compare({ ...set, reference: truth.blind, methods: {} }, [truth.present]);
  return {
    gates: [
      contributionGate(contributions.model, contributions.truth),
      deadContributionGate(contributions.model),
      deadStandInGate(standIns),
      labsOffGate(model, batch),
      leakGate([
        ...byRate.map((row) => ({ ...row, name: `${row.rate} missing` })),
        ...byPattern.map((row) => ({ ...row, name: row.pattern })),
      ]),
      missingLabsGate(calibration.labsAbsent),
    ],
    byRate,
    byPattern,
    blindBayes: blind?.bayes ?? null,
    contributions,
    standIns,
    calibration,
  };
}

function scoredSet({ model, batch, truth, experts }: GateRequest): ScoredSet {
  const scores = POLICIES.map((policy) => [policy, modelScores(model, batch.vectors, policy)] as const);
  return {
    labels: batch.labels,
    patients: batch.patients,
    methods: { ...Object.fromEntries(scores), experts },
    reference: truth.bayes,
  };
}

/** The masks of each rate, each row-major `[n, numModalities]`. */
function drawMasks({ model, batch, rates, masks }: GateRequest): { rate: number; masks: Uint8Array[] }[] {
  return rates.map((rate) => ({
    rate,
    masks: Array.from(
      { length: rate === 0 ? 1 : masks },
      (_, seed) => maskUse(model.predictor, batch.vectors, { rate, seed }).used,
    ),
  }));
}

function modelContributions(model: LoadedModel, batch: CohortBatch): PerModality<number> {
  const means = meanContributions(model, batch.vectors);
  return perModality((modality) => means.get(modality)?.meanAbsolute ?? 0);
}

function trueContributions({ shapley }: TruthTable): PerModality<number> {
  return perModality((modality) => {
    const column = MODALITIES.indexOf(modality);
    return mean(
      shapley
        .filter((value, i) => i % MODALITIES.length === column && !Number.isNaN(value))
        .map((value) => Math.abs(value)),
    );
  });
}

function countStandIns(
  { predictor }: LoadedModel,
  { vectors }: CohortBatch,
  masks: readonly Uint8Array[],
): StandInCount[] {
  const width = predictor.model.modalities.length;
  const counts = new Map<string, StandInCount>();
  for (const used of masks) {
    predictor.substitutions(vectors, used).forEach((list, row) => {
      const pattern = patternOf(used, row, width);
      const single = (pattern & (pattern - 1)) === 0;
      for (const { modality, by } of list) {
        const { n, alone } = counts.get(`${modality}<${by}`) ?? { n: 0, alone: 0 };
        counts.set(`${modality}<${by}`, { modality, by, n: n + 1, alone: alone + Number(single) });
      }
    });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n);
}

function labsOffGate(model: LoadedModel, { vectors }: CohortBatch): Gate {
  const { modalities } = model.predictor.model;
  const labs = modalities.indexOf('labs');
  const width = modalities.length;
  const used = model.predictor.usable(vectors);
  const off = used.map((bit, i) => (i % width === labs ? 0 : bit));
  const having = [...vectors.encounters.keys()].filter((row) => used[row * width + labs] === 1);
  const meanRisk = (use: Uint8Array): number => {
    const { probabilities } = scoreRows(model, vectors, use);
    return mean(having.map((row) => probabilities[row] ?? Number.NaN));
  };
  return switchOffGate(meanRisk(used), meanRisk(off));
}

function calibrationOf(
  model: LoadedModel,
  { vectors, labels, patients }: CohortBatch,
  { present }: TruthTable,
): GateReport['calibration'] {
  const { calibratedLogits } = scoreRows(model, vectors, model.predictor.usable(vectors));
  const figuresOf = (rows: readonly number[]): CalibrationFigures =>
    calibrationFigures({
      labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
      probabilities: Float64Array.from(rows, (row) => sigmoid(calibratedLogits[row] ?? Number.NaN)),
      patients: rows.map((row) => patients[row] ?? ''),
    });
  const all = [...labels.keys()];
  return {
    all: figuresOf(all),
    labsAbsent: figuresOf(all.filter((row) => ((present[row] ?? 0) & modalityBit('labs')) === 0)),
  };
}
