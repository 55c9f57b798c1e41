import type { ModalityName } from '../modalities/modality.ts';
import { depthAdvice } from '../unimodal-phase/depth-advice.ts';
import { encodingStatistics } from './encoding-statistics.ts';
import { countPairs, encoderSimilarity, latentSimilarity } from './latent-similarity.ts';
import { matchPresence } from './match-presence.ts';
import { matchRecorded } from './match-recorded.ts';
import type { PreparedRun } from './prepare.ts';
import { deployedSources, rankNow, referenceRows } from './ranking.ts';
import { toldStrengths } from './strength.ts';
import type { TrainedModel } from './trained-model.ts';
import type { TrainingRun } from './training-run.ts';
import { sentence, type Sentence } from '../wording.ts';

/** The model that a run has arrived at, with the weights that it keeps, as plain data, by itself. */
export function describeModel(prepared: PreparedRun, run: TrainingRun): TrainedModel {
  const { configuration, inputs, trainingRows, labels } = prepared;
  const { state } = run;
  const { collapsed } = run.keptFigures();
  const { modalities } = inputs;
  const set = referenceRows(prepared);
  const { ranking, heads, strengths } = rankNow(prepared, state);
  if (configuration.matchPresence) {
    const filling = { table: deployedSources(prepared, ranking), lends: 'latent' } as const;
    matchRecorded(prepared, state, filling);
    matchPresence(prepared, state, filling);
  }
  const nameOf = (m: number): readonly ModalityName[] => modalities.slice(m, m + 1);
  const cancelled = run.epochs < configuration.epochs;
  return {
    version: 1,
    configuration,
    modalities,
    leftOut: prepared.leftOut,
    projections: prepared.projections,
    firstLayers: prepared.firstLayers,
    weights: state.namedTensors(),
    statistics: encodingStatistics(prepared, state, heads),
    experts: null,
    similarity: {
      centredCosine: latentSimilarity(state, set, 'centredCosine'),
      cosine: latentSimilarity(state, set, 'cosine'),
      cka: latentSimilarity(state, set, 'cka'),
      encoderCosine: encoderSimilarity(state, set),
      pairs: countPairs({ inputs, rows: trainingRows }),
      reference: modalities[ranking.reference] ?? modalities[0] ?? 'demographics',
      ranked: ranking.ranked.flatMap(nameOf),
    },
    strength: toldStrengths(modalities, strengths),
    dead: ranking.dead.flatMap(nameOf),
    baseRate: prepared.baseRate,
    policy: configuration.substitution,
    trainingEncounters: trainingRows.length,
    trainingPositives: trainingRows.reduce((sum, row) => sum + (labels[row] ?? 0), 0),
    epochs: run.epochs,
    bestEpochs: run.best.record.epochs,
    remarks: [...run.remarks, ...depthAdvice(prepared)],
    warnings: [
      ...prepared.warnings,
      ...run.warnings,
      ...collapsed.map(collapseWarning),
      ...(cancelled ? [sentence`stopped after ${run.epochs} of ${configuration.epochs} epochs`] : []),
    ],
  };
}

function collapseWarning(modality: ModalityName): Sentence {
  return sentence`adversarial_collapse: the latents of ${modality} do not differ between encounters; train with a smaller lambda, or leave the modality out`;
}
