import { createHash, type Hash } from 'node:crypto';
import type { VectorizerOptions, Vectorizers } from '../../models/features/vectorizers.ts';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import type { FeatureRows } from '../../models/features/vectorize-encounters.ts';
import { SPLITS, type Dataset, type VectorizedEncounters } from '../../models/training/dataset.ts';
import { takeEncounters } from '../../models/training/subset.ts';
import type { CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { selectFrom } from '../records/cohorts/labelled-encounters.ts';
import type { CohortSelection } from '../records/cohorts/select-cohort.ts';
import { refuseQuickErrors } from '../records/lint/lint-cohort.ts';
import type { Database } from '../records/database.ts';
import { type FeatureRequest, featuresInThreads } from './feature-threads.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

export interface PreparedDataset {
  readonly dataset: Dataset;
  readonly vectorizers: Vectorizers;
  /** How many encounters each rule of the cohort left. */
  readonly attrition: CohortSelection['attrition'];
  /** SHA-256 over encounters, labels, splits and features: the same data, the same fingerprint. */
  readonly fingerprint: string;
}

export interface PrepareOptions {
  /** Default: all six. */
  readonly modalities?: readonly ModalityName[] | undefined;
  /** How vectorizers are fitted, where not as usual. */
  readonly vectorizers?: VectorizerOptions | undefined;
  /** Whether encounters of the training split without a label are read too. Default: no. */
  readonly unlabelled?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: Sentence) => void) | undefined;
}

/**
 * Reads the labelled encounters of a cohort and vectorizes them, the vectorizers fitted on the training split only. Those
 * without a label, where they are asked for, are of the training split alone, and no vectorizer is fitted on them; their
 * features take memory like those of as many labelled ones.
 * @throws {LacunaError} `cohort_empty`, `leakage`, `labels_unsupported`, `cancelled`.
 */
export async function prepareDataset(
  db: Database,
  cohort: CohortSpec,
  options: PrepareOptions,
): Promise<PreparedDataset> {
  options.onStep?.(sentence`selecting the cohort`);
  const selected = selectFrom(db, cohort);
  refuseQuickErrors(db, selected);
  const { attrition } = selected;
  const encounters = selected.encounters.filter(({ label }) => label !== null);
  if (!encounters.some(({ split }) => split === 'train')) {
    throw new LacunaError('cohort_empty', 'no labelled encounter is left for training', {
      hint: 'lacuna cohort shows how many are left after each rule',
    });
  }
  const unlabelled =
    options.unlabelled === true
      ? selected.encounters.filter(({ label, split }) => label === null && split === 'train')
      : [];
  const modalities = MODALITIES.filter((modality) => options.modalities?.includes(modality) ?? true);
  const { vectorizers, vectors } = await featuresInThreads(
    { database: db.name, cohort, encounters, unlabelled, modalities, vectorizers: options.vectorizers },
    options,
  );
  const dataset: Dataset = {
    ...separated({ encounters, unlabelled }, { modalities, ...vectors }),
    labels: Uint8Array.from(encounters, ({ label }) => label ?? 0),
    splits: Uint8Array.from(encounters, ({ split }) => SPLITS.indexOf(split)),
  };
  return { dataset, vectorizers, attrition, fingerprint: fingerprintOf(dataset) };
}

/** Features of labelled encounters and, apart, those of the unlabelled ones, which were read after them. */
function separated(
  { encounters, unlabelled }: Required<Pick<FeatureRequest, 'encounters' | 'unlabelled'>>,
  features: FeatureRows,
): VectorizedEncounters & Pick<Dataset, 'unlabelled'> {
  const read = [...encounters, ...unlabelled];
  const all: VectorizedEncounters = {
    encounters: read.map(({ encounter }) => encounter),
    patients: read.map(({ patient }) => patient),
    ...features,
  };
  if (unlabelled.length === 0) return all;
  const rows = Int32Array.from(read.keys());
  return {
    ...takeEncounters(all, rows.subarray(0, encounters.length)),
    unlabelled: takeEncounters(all, rows.subarray(encounters.length)),
  };
}

function fingerprintOf(dataset: Dataset): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([dataset.encounters, dataset.modalities]));
  hash.update(dataset.labels).update(dataset.splits);
  for (const part of [dataset, dataset.unlabelled ?? []].flat()) updateWithFeatures(hash, part);
  return hash.digest('hex');
}

function updateWithFeatures(hash: Hash, { modalities, inputs, states }: VectorizedEncounters): void {
  hash.update(states);
  for (const modality of modalities) {
    const input = inputs[modality];
    if (input === undefined) continue;
    for (const part of [input.indptr, input.indices, input.values]) updateWith(hash, part);
  }
}

const HASHED_AT_ONCE = 2 ** 20;

/** Whole numbers count as of four bytes, however few they are kept in. */
function updateWith(hash: Hash, numbers: Int32Array | Uint16Array | Float32Array): void {
  const wide =
    numbers instanceof Uint16Array ? new Int32Array(Math.min(numbers.length, HASHED_AT_ONCE)) : null;
  for (let start = 0; start < numbers.length; start += HASHED_AT_ONCE) {
    const some = numbers.subarray(start, start + HASHED_AT_ONCE);
    wide?.set(some);
    const { buffer, byteOffset, byteLength } = wide?.subarray(0, some.length) ?? some;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
}
