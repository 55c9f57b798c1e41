import { epochsAt, planRungs } from '../../models/search/rungs.ts';
import { drawTrials } from '../../models/search/search-settings.ts';
import type { TrainingRequest } from '../api/services.ts';
import { fromModelError } from '../model-errors.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { configurationOf } from './request-configuration.ts';
import { searchOrderOf } from './search-run.ts';

/** Positives in training below which a model is unlikely to learn more than the base rate. */
const FEW_POSITIVES = 30;
/** Positives in validation below which no epoch can be chosen by them (contract.md 2). */
const FEW_VALIDATION_POSITIVES = 50;

export interface TrainingEstimate {
  /** `null` before a first run with the preset. */
  readonly seconds: number | null;
  readonly warnings: string[];
  /** Of the search; empty without one. */
  readonly rounds: { readonly trials: number; readonly epochs: number }[];
}

/**
 * What is known before a run: how long it takes here, from the last like it, and what a person should know first.
 * @throws {LacunaError} `bad_configuration` for settings that cannot be trained or searched; those of a cohort.
 */
export function estimateTraining(db: Database, request: TrainingRequest): TrainingEstimate {
  const { epochs } = configurationOf(request);
  const rounds = roundsOf(request, epochs);
  const labelled = labelledEncounters(db, request).filter(({ label }) => label !== null);
  const training = labelled.filter(({ split }) => split === 'train');
  const positives = training.filter(({ label }) => label === 1).length;
  const validation = labelled.filter(({ split, label }) => split === 'validation' && label === 1).length;
  const warnings: string[] = [];
  if (positives === 0 || positives === training.length) {
    warnings.push(
      `one_class: ${positives} of ${training.length} training encounters are positive; training is refused`,
    );
  } else if (positives < FEW_POSITIVES) {
    warnings.push(
      `too_few_positives: ${positives} in training, too few to learn much more than the base rate`,
    );
  }
  if (validation < FEW_VALIDATION_POSITIVES) {
    warnings.push(`too_few_positives: ${validation} in validation; trained for a fixed number of epochs`);
    if (rounds.length > 0) {
      warnings.push(
        `with ${validation} positives in validation a search tells good settings from lucky ones badly`,
      );
    }
  }
  const anEpoch = secondsOfEpoch(db, request, training.length);
  const trained = rounds.reduce((sum, round, index) => {
    return sum + round.trials * (round.epochs - (rounds[index - 1]?.epochs ?? 0));
  }, epochs);
  return { seconds: anEpoch === null ? null : anEpoch * trained, warnings, rounds };
}

function roundsOf(request: TrainingRequest, epochs: number): TrainingEstimate['rounds'] {
  const order = searchOrderOf(request);
  if (order === null) return [];
  fromModelError(() => drawTrials(order));
  return planRungs(order.trials, epochs, order.reduction).map((rung) => ({
    trials: rung.trials,
    epochs: epochsAt(rung, epochs),
  }));
}

/** Seconds an epoch of the last run with this preset took, scaled by encounters; `null` when there was none. */
function secondsOfEpoch(db: Database, request: TrainingRequest, encounters: number): number | null {
  for (const { run, request: before, state } of listTrainingRuns(db)) {
    if (state !== 'done' || before.trainingPreset !== request.trainingPreset) continue;
    const seconds = epochsOf(db, run).map((epoch) => epoch.seconds);
    if (seconds.length === 0) continue;
    const sameTask = before.task === request.task;
    const earlier = sameTask
      ? encounters
      : labelledEncounters(db, before).filter(({ label, split }) => label !== null && split === 'train')
          .length;
    const anEpoch = seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
    return (anEpoch * encounters) / Math.max(earlier, 1);
  }
  return null;
}
