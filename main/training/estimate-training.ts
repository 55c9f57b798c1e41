import { PRESETS } from '../../models/training/configuration.ts';
import type { TrainingRequest } from '../api/services.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';

/** Positives in training below which a model is unlikely to learn more than the base rate. */
const FEW_POSITIVES = 30;
/** Positives in validation below which no epoch can be chosen by them (contract.md 2). */
const FEW_VALIDATION_POSITIVES = 50;

/** What is known before a run: how long it takes here, from the last like it, and what a person should know first. */
export function estimateTraining(
  db: Database,
  request: TrainingRequest,
): { seconds: number | null; warnings: string[] } {
  const labelled = labelledEncounters(db, request).filter(({ label }) => label !== null);
  const training = labelled.filter(({ split }) => split === 'train');
  const positives = training.filter(({ label }) => label === 1).length;
  const validation = labelled.filter(({ split, label }) => split === 'validation' && label === 1).length;
  const warnings: string[] = [];
  if (positives < FEW_POSITIVES) {
    warnings.push(
      `${positives} positive encounters in training: too few to learn much more than the base rate`,
    );
  }
  if (validation < FEW_VALIDATION_POSITIVES) {
    warnings.push(`${validation} positive encounters in validation: trained for a fixed number of epochs`);
  }
  return { seconds: secondsFromLast(db, request, training.length), warnings };
}

/** Seconds an epoch of the last run with this preset took, scaled by encounters; `null` when there was none. */
function secondsFromLast(db: Database, request: TrainingRequest, encounters: number): number | null {
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
    return (anEpoch * PRESETS[request.trainingPreset].epochs * encounters) / Math.max(earlier, 1);
  }
  return null;
}
