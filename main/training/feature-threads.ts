import type { VectorizerOptions, Vectorizers } from '../../models/features/vectorizers.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import type { FeatureRows } from '../../models/features/vectorize-encounters.ts';
import type { CohortSpec } from '../api/common.ts';
import type { LabelledEncounter } from '../records/cohorts/select-cohort.ts';
import type { FeatureFunctions } from '../workers/features.worker.ts';
import { spawnWorker, type WorkerHandle } from '../workers/spawn-worker.ts';
import type { Features } from './feature-reader.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

/**
 * What each thread reads. A vectorizer is learnt from its own modality alone, so that the threads need nothing of each
 * other; notes are about as much work as all else.
 */
const SHARES: readonly (readonly ModalityName[])[] = [
  ['notes'],
  MODALITIES.filter((modality) => modality !== 'notes'),
];

/** Room for what is read and dropped at once; with more of it the threads take more memory and are no faster. */
const YOUNG_MEGABYTES = 16;
/** How many encounters a thread is given at a time. */
const STRETCH = 2_000;

export interface FeatureRequest {
  readonly database: string;
  readonly cohort: CohortSpec;
  /** In the order of the rows; vectorizers are learnt from the training split. */
  readonly encounters: readonly LabelledEncounter[];
  /** Rows after these, of which nothing is learnt. */
  readonly unlabelled?: readonly LabelledEncounter[];
  /** Those that become features, in their fixed order; a vectorizer is learnt of all six. */
  readonly modalities: readonly ModalityName[];
  /** How vectorizers are learnt, where not as usual. */
  readonly vectorizers?: VectorizerOptions | undefined;
}

export interface FeatureWatch {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: Sentence) => void) | undefined;
}

/**
 * Reads the features of encounters in threads of their own.
 * @throws {LacunaError} `leakage`, `cancelled`, `worker_crashed`.
 */
export async function featuresInThreads(
  request: FeatureRequest,
  { signal, onStep }: FeatureWatch,
): Promise<{ vectorizers: Vectorizers; vectors: Omit<FeatureRows, 'modalities'> }> {
  const threads = SHARES.map(() =>
    spawnWorker<FeatureFunctions>(new URL('../workers/features.worker.ts', import.meta.url), {
      name: 'features',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    }),
  );
  const tell = lastToPass(threads.length, (step) => onStep?.(step));
  try {
    const shares = await Promise.all(
      threads.map(async (thread, i) => {
        const share = await readShare(thread, request, { modalities: SHARES[i] ?? [], tell, signal });
        // The other may need its memory.
        await thread.close();
        return share;
      }),
    );
    return { vectorizers: joinedVectorizers(shares), vectors: joinedVectors(shares, request.modalities) };
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

interface Share extends Pick<FeatureWatch, 'signal'> {
  readonly modalities: readonly ModalityName[];
  readonly tell: (step: Sentence) => void;
}

async function readShare(
  thread: WorkerHandle<FeatureFunctions>,
  { database, cohort, encounters, unlabelled = [], modalities, vectorizers }: FeatureRequest,
  { modalities: learnt, tell, signal }: Share,
): Promise<Features> {
  const vectorized = modalities.filter((modality) => learnt.includes(modality));
  const rows = [...encounters, ...unlabelled];
  const order = { cohort, learnt, vectorized, rows: rows.length, vectorizers };
  await thread.call('start', { database, order }, { signal });
  const training = encounters.filter(({ split }) => split === 'train');
  for (const [done, stretch] of stretches(training)) {
    tell(sentence`learning the vocabulary: ${done} of ${training.length} encounters`);
    await thread.call('learn', { encounters: stretch }, { signal });
  }
  if (vectorized.length > 0) {
    for (const [done, stretch] of stretches(rows)) {
      tell(sentence`reading the records: ${done} of ${rows.length} encounters`);
      await thread.call('vectorize', { encounters: stretch }, { signal });
    }
  }
  return thread.call('features', null, { signal });
}

function* stretches<T>(all: readonly T[]): Generator<[done: number, stretch: readonly T[]]> {
  for (let start = 0; start < all.length; start += STRETCH) yield [start, all.slice(start, start + STRETCH)];
}

/** Tells each step once all have come to it. */
function lastToPass(threads: number, onStep: (step: Sentence) => void): (step: Sentence) => void {
  const passed = new Map<Sentence, number>();
  return (step) => {
    const count = (passed.get(step) ?? 0) + 1;
    passed.set(step, count);
    if (count === threads) onStep(step);
  };
}

function joinedVectorizers(shares: readonly Features[]): Vectorizers {
  const learnt = Object.assign({}, ...shares.map(({ vectorizers }) => vectorizers)) as Omit<
    Vectorizers,
    'version'
  >;
  const { demographics, notes, labs, diagnoses, procedures, medications } = learnt;
  return { version: 1, demographics, notes, labs, diagnoses, procedures, medications };
}

function joinedVectors(
  shares: readonly Features[],
  modalities: readonly ModalityName[],
): Omit<FeatureRows, 'modalities'> {
  const all = shares.flatMap(({ vectors: { modalities: read, inputs, states } }) =>
    read.map((name, column) => ({ name, input: inputs[name], states, column, width: read.length })),
  );
  const columns = modalities.flatMap((name) => all.find((column) => column.name === name) ?? []);
  const rows = columns[0] === undefined ? 0 : columns[0].states.length / columns[0].width;
  const states = new Uint8Array(rows * columns.length);
  columns.forEach(({ states: own, column, width }, place) => {
    for (let row = 0; row < rows; row += 1)
      states[row * columns.length + place] = own[row * width + column] ?? 0;
  });
  return { inputs: Object.fromEntries(columns.map(({ name, input }) => [name, input])), states };
}
