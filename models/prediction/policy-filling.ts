import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { hashUniform } from '../hashing/uniform.ts';
import type { BatchRows } from '../network/batch.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { Filling } from '../substitution/filling.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import { ownSources, preparedSources, type SourceTable } from '../substitution/source-table.ts';
import type { LoadedModel } from './loaded-model.ts';
import { worded } from '../wording.ts';

/** The policies that fill slots; `late` does without a fusion. */
export type FillingPolicy = Exclude<SubstitutionPolicy, 'late'>;

/** Rows whose slots are filled. */
export interface FillRequest {
  readonly inputs: ModelInputs;
  readonly encounters: readonly string[];
  readonly batch: BatchRows;
  /** Posterior of the `late` baseline, one a row of the batch; what `avg-class` weighs by. */
  readonly posterior: () => Float32Array;
}

/**
 * What a policy fills the slots of these rows with. The caller disposes of `prepared`, or tidies.
 * @throws {ModelError} `configuration` for `ebr` on encoders without heads, and for `predicted` on a model that has not
 * learned to predict.
 */
export function policyFilling(loaded: LoadedModel, policy: FillingPolicy, request: FillRequest): Filling {
  const M = loaded.model.modalities.length;
  switch (policy) {
    case 'ebr':
      return { table: requireHeads(loaded).rankedSources, lends: 'latent' };
    case 'rep-nn':
      return { table: loaded.nearestSources, lends: 'encoding' };
    case 'predicted':
      return { table: preparedSources(M, requirePredicts(loaded).silent), lends: 'latent' };
    case 'omit':
      return { table: ownSources(M, loaded.silent), lends: 'latent' };
    case 'zeros':
    case 'avg':
    case 'random':
    case 'avg-class':
      return {
        table: preparedSources(M, loaded.silent),
        lends: 'latent',
        prepared: preparedEncodings(loaded, policy, request),
      };
  }
}

/** By what a policy finds stand-ins; `null` when it has none. */
export function standInTable(loaded: LoadedModel, policy: SubstitutionPolicy): SourceTable | null {
  if (policy === 'ebr') return requireHeads(loaded).rankedSources;
  return policy === 'rep-nn' ? loaded.nearestSources : null;
}

function requireHeads(loaded: LoadedModel): LoadedModel {
  if (loaded.network.shape.heads !== null) return loaded;
  const { encoders } = loaded.model.configuration;
  throw new ModelError(
    'configuration',
    worded`expected another policy than ebr, ${encoders} encoders have no decoder`,
  );
}

function requirePredicts(loaded: LoadedModel): LoadedModel {
  if (loaded.network.shape.part?.predict) return loaded;
  throw new ModelError(
    'configuration',
    'expected another policy than predicted: the model was not trained with it',
  );
}

/** `[members * M, rows or 1, d]`. */
function preparedEncodings(
  loaded: LoadedModel,
  policy: 'zeros' | 'avg' | 'random' | 'avg-class',
  { inputs, encounters, batch, posterior }: FillRequest,
): tf.Tensor3D {
  const statistic = (name: string): tf.Tensor3D => loaded.statistic(name) as tf.Tensor3D;
  switch (policy) {
    case 'zeros':
      return tf.zerosLike(statistic('mean'));
    case 'avg':
      return tf.clone(statistic('mean'));
    case 'avg-class': {
      const negative = statistic('mean.0');
      const weight = tf.tensor3d(posterior(), [1, batch.rows.length, 1]);
      return tf.add(negative, tf.mul(tf.sub(statistic('mean.1'), negative), weight));
    }
    case 'random':
      return drawFromBank(loaded, inputs, batch.rows, encounters);
  }
}

/** For every row and modality an encoding of a drawn training encounter; the draw hangs on the encounter alone. */
function drawFromBank(
  loaded: LoadedModel,
  { modalities }: ModelInputs,
  rows: Int32Array,
  encounters: readonly string[],
): tf.Tensor3D {
  const bank = loaded.statistic('bank') as tf.Tensor3D;
  const [stack, size, width] = bank.shape;
  const { seed } = loaded.model.configuration;
  const drawn = modalities.map((modality) =>
    Array.from(rows, (row) =>
      Math.floor(hashUniform(`bank:${seed}:${encounters[row] ?? ''}:${modality}`) * size),
    ),
  );
  const indices = Int32Array.from({ length: stack * rows.length }, (_, i) => {
    const slot = Math.floor(i / rows.length);
    return slot * size + (drawn[slot % modalities.length]?.[i % rows.length] ?? 0);
  });
  const flat = tf.reshape(bank, [stack * size, width]);
  return tf.reshape(tf.gather(flat, tf.tensor1d(indices, 'int32')), [stack, rows.length, width]);
}
