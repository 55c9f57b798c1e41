import type { SplitName } from '../../models/training/dataset.ts';
import { type LabelCount, labelWarnings } from '../../models/training/label-warnings.ts';
import type { TrainingRequest } from '../api/services.ts';
import { fromModelError } from '../model-errors.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { configurationOf } from './request-configuration.ts';
import { searchRounds, type SearchRound } from './search-run.ts';
import { sentence } from '../../models/wording.ts';

/** Fewer positives in validation tell good settings from lucky ones badly. */
const FEW_TO_SEARCH_BY = 50;

export interface TrainingEstimate {
  /** `null` before a first run with the preset. */
  readonly seconds: number | null;
  readonly warnings: string[];
  /** Of the search; empty without one. */
  readonly rounds: SearchRound[];
}

/**
 * What is known before a run: how long it takes here, from the last like it, and what a person should know first.
 * @throws {LacunaError} `bad_configuration` for settings that cannot be trained or searched; `one_class`; those of a
 * cohort.
 */
export function estimateTraining(db: Database, request: TrainingRequest): TrainingEstimate {
  const { epochs } = configurationOf(request);
  const rounds = searchRounds(request);
  const labelled = labelledEncounters(db, request).filter(({ label }) => label !== null);
  const countOf = (name: SplitName): LabelCount => {
    const own = labelled.filter(({ split }) => split === name);
    return { all: own.length, positives: own.filter(({ label }) => label === 1).length };
  };
  const warnings = fromModelError(() => labelWarnings(countOf));
  const { positives } = countOf('validation');
  if (rounds.length > 0 && positives < FEW_TO_SEARCH_BY) {
    warnings.push(
      sentence`with ${positives} positives in validation a search tells good settings from lucky ones badly`,
    );
  }
  const anEpoch = secondsOfEpoch(db, request, countOf('train').all);
  const trained = rounds.reduce((sum, round, index) => {
    return sum + round.trials * (round.epochs - (rounds[index - 1]?.epochs ?? 0));
  }, epochs);
  return { seconds: anEpoch === null ? null : anEpoch * trained, warnings, rounds };
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
