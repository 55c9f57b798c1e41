import path from 'node:path';
import { epochsAt, planRungs } from '../../models/search/rungs.ts';
import { DEFAULT_SPACE, type SpaceText } from '../../models/search/search-space.ts';
import {
  configurationOf as trialConfiguration,
  drawTrials,
  type SearchOrder,
  type SearchProgress,
  searchSettings,
} from '../../models/search/search-settings.ts';
import type { Trial } from '../../models/search/trial.ts';
import type { TrainingConfiguration } from '../../models/training/configuration.ts';
import type { TrainingRequest } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { fromModelError } from '../model-errors.ts';
import type { Database } from '../records/database.ts';
import { listTrials, saveTrial } from '../records/trials.ts';
import { hasCheckpoint, readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint-files.ts';
import type { OpenRun } from './finish-run.ts';

/** The request with the space that is searched where none is named, so that a later version searches the same. */
export function withSearchSpace(request: TrainingRequest): TrainingRequest {
  const { search, encoders } = request;
  if (search === undefined || search.space !== undefined) return request;
  const fixed = Object.keys(request.settings ?? {});
  const usual = Object.entries<string>(DEFAULT_SPACE[encoders]).filter(([name]) => !fixed.includes(name));
  return { ...request, search: { ...search, space: Object.fromEntries(usual) } };
}

/** What is searched for a request; `null` for one without a search. */
export function searchOrderOf(request: TrainingRequest): SearchOrder | null {
  const { trainingPreset: preset, encoders, fusion, seed, settings = {}, search } = withSearchSpace(request);
  if (search === undefined) return null;
  const space: SpaceText = search.space ?? {};
  return {
    preset,
    encoders,
    fusion,
    seed,
    settings,
    trials: search.trials,
    reduction: search.reduction,
    space,
  };
}

export interface SearchRound {
  readonly trials: number;
  readonly epochs: number;
}

/**
 * How many trials the search of a request trains for how many epochs; none without a search.
 * @throws {LacunaError} `bad_configuration` for a space that cannot be searched.
 */
export function searchRounds(request: TrainingRequest): SearchRound[] {
  const order = searchOrderOf(request);
  if (order === null) return [];
  return fromModelError(() => {
    drawTrials(order);
    const { epochs } = trialConfiguration(order, {});
    return planRungs(order.trials, epochs, order.reduction).map((rung) => ({
      trials: rung.trials,
      epochs: epochsAt(rung, epochs),
    }));
  });
}

export interface SearchSteps {
  readonly signal: AbortSignal;
  readonly onSearch?: ((progress: SearchProgress) => void) | undefined;
}

/**
 * The configuration that a run trains: the one asked for, or the best of its search. Trials that are on record are not
 * trained again.
 * @throws {LacunaError} `cancelled`, with how to go on.
 */
export async function chooseConfiguration(
  db: Database,
  run: OpenRun,
  { signal, onSearch }: SearchSteps,
): Promise<TrainingConfiguration> {
  const order = searchOrderOf(run.request);
  if (order === null) return run.configuration;
  const folder = (trial: number): string => path.join(run.checkpointPath, 'trials', String(trial));
  const trials = await searchSettings(
    run.prepared.dataset,
    order,
    {
      now: () => performance.now(),
      signal,
      pause: () => new Promise((resume) => setImmediate(resume)),
      onTrial: (trial) => saveTrial(db, run.id, { ...trial, rungs: [...trial.rungs] }),
      ...(onSearch === undefined ? {} : { onProgress: onSearch }),
      checkpoints: {
        read: (trial) =>
          hasCheckpoint(folder(trial)) ? readCheckpoint(folder(trial)) : Promise.resolve(undefined),
        write: (trial, checkpoint) => writeCheckpoint(folder(trial), checkpoint),
        remove: (trial) => removeCheckpoint(folder(trial)),
      },
    },
    listTrials(db, run.id),
  );
  return trialConfiguration(order, chosenOf(trials).settings);
}

/** Whether the search of a run has not chosen yet: it can go on from its trials without a checkpoint. */
export function isSearching(db: Database, { id, request }: Pick<OpenRun, 'id' | 'request'>): boolean {
  return request.search !== undefined && !listTrials(db, id).some(({ outcome }) => outcome === 'chosen');
}

export interface SearchRecord {
  readonly reduction: number;
  readonly space: SpaceText;
  /** Number of the trial that was trained as the model. */
  readonly chosen: number;
  readonly trials: readonly Trial[];
}

/** What the search of a run tried; `null` for one without a search. */
export function searchRecordOf(
  db: Database,
  { id, request }: Pick<OpenRun, 'id' | 'request'>,
): SearchRecord | null {
  const order = searchOrderOf(request);
  if (order === null) return null;
  const trials = listTrials(db, id);
  return { reduction: order.reduction, space: order.space, chosen: chosenOf(trials).trial, trials };
}

function chosenOf(trials: readonly Trial[]): Trial {
  const chosen = trials.find(({ outcome }) => outcome === 'chosen');
  if (chosen === undefined) throw new LacunaError('internal', 'a search ended without a choice');
  return chosen;
}
