import * as tf from '@tensorflow/tfjs-core';
import {
  joinWeights,
  nameWeights,
  sizeOf,
  splitWeights,
  weightOf,
  type Weights,
} from '../encoders/parameters.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { encodingRows } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import type { Gradients } from '../training/gradients.ts';
import type { CreateMethod, MethodContext, StepContext, StepLosses } from '../training/method.ts';
import type { PreparedRun } from '../training/prepare.ts';
import { referenceRows } from '../training/ranking.ts';
import { leftIncomplete } from './incomplete-method.ts';
import { kMeans } from './k-means.ts';
import { CENTROIDS } from './smil.ts';
import { warmUpEpochs } from './warm-up.ts';
import { sentence } from '../wording.ts';

/** Training rows that centroids are taken from; more move them little. */
const CENTROID_ROWS = 1_000;

/**
 * How SMIL is trained. First everything learns as recorded; then the centroids are found, once; then every step looks ahead:
 * from encounters that are incomplete as recorded (support) one gradient step is tried on all but the part of the
 * method, and complete encounters with modalities left out (query) are judged where that leads. What moves the weights is
 * the sum of both gradients.
 *
 * The authors keep the second derivatives of the inner step; we take the first-order version, the gradient of the query at the
 * weights that the inner step leads to. Their audio branch keeps out of the inner step; here any modality may be missing
 * and all branches take part.
 * @see Ma et al. 2021, "SMIL: multimodal learning with severely missing modality"
 */
export const createSmilMethod: CreateMethod = (context) => {
  const { run, state, stepper } = context;
  const { blockEpochs, epochs } = run.configuration;
  const warmUp = warmUpEpochs(run.configuration);
  const own = ownSources(run.inputs.modalities.length);
  return {
    plan: (epoch) => ({
      block: 'semantic',
      judged: epoch >= warmUp && ((epoch + 1) % blockEpochs === 0 || epoch + 1 === epochs),
    }),
    beginEpoch: (epoch) => {
      if (epoch === warmUp) placeCentroids(context);
    },
    step: (members, step) => {
      if (step.epoch >= warmUp) return metaStep(context, leftIncomplete(run, members, step), step);
      const rows = members.map((batch) => asRecorded(run.inputs, batch.rows));
      const { rate, random } = step;
      return stepper.step(rows, { semantic: true, adversarial: false, rate, random, table: own });
    },
    warnings: () => [
      ...(hasCentroids(state)
        ? []
        : [sentence`stopped before the centroids were found: what is missing is left out`]),
      ...(completeIn(run, run.trainingRows).includes(1)
        ? []
        : [sentence`no encounter has all modalities: nothing could be learned from leaving some out`]),
    ],
  };
};

/** Puts the centroids of training encodings, as they are now, into the weights. */
function placeCentroids({ run, state }: MethodContext): void {
  const { inputs, configuration } = run;
  const M = inputs.modalities.length;
  const rows = referenceRows(run).rows.subarray(0, CENTROID_ROWS);
  const having = inputs.modalities.map((_, m) =>
    [...rows.keys()].filter((i) => inputs.present[(rows[i] ?? 0) * M + m] === 1),
  );
  const random = RandomStream.fromSeed(configuration.seed).fork('centroids');
  const values = tf.tidy(() => {
    const encodings = encodingRows(state, inputs, rows);
    const counted = Array.from({ length: state.members }, () => having).flat();
    const centroids = kMeans(encodings, counted, configuration.centroids, random);
    const parts = state.network.specs.semantic.map(({ name }) =>
      name === CENTROIDS ? centroids : weightOf(state.weights, name),
    );
    return joinWeights(parts, state.members);
  });
  state.setValues('semantic', values);
}

function hasCentroids(state: MethodContext['state']): boolean {
  return tf.tidy(() => tf.any(tf.cast(weightOf(state.weights, CENTROIDS), 'bool')).dataSync()[0] === 1);
}

/** One look ahead, and the step that follows from it. */
function metaStep(
  { run, state, stepper }: MethodContext,
  members: readonly BatchRows[],
  { rate, random, table }: StepContext,
): StepLosses {
  const plan = { semantic: true, adversarial: false, random, table };
  const complete = members.map(({ rows }) => completeIn(run, rows));
  const incomplete = complete.map((own) => own.map((is) => 1 - is));
  const support = stepper.gradients(members, { ...plan, counted: incomplete });
  const { values, weights } = lookAhead(state, support, run.configuration.innerRate);
  const query = stepper.gradients(members, { ...plan, counted: complete, at: weights });
  const semantic = sumOf(support.roles.semantic, query.roles.semantic);
  stepper.descend(semantic ? { semantic } : {}, members, rate);
  const losses = tf.tidy(() => meanLosses({ support, query, complete }));
  tf.dispose([support, query, [...values], semantic ?? []] as tf.TensorContainerArray);
  return losses;
}

/** The weights that one gradient step on all but the method's own part leads to. The caller disposes of the values. */
function lookAhead(
  state: MethodContext['state'],
  { roles: { semantic } }: Gradients,
  innerRate: number,
): { readonly values: readonly tf.Tensor[]; readonly weights: Weights } {
  const { network } = state;
  const specs = network.specs.semantic;
  const own = new Set(network.shape.part?.specs.map(({ name }) => name));
  const moves = specs.flatMap((spec) =>
    Array.from({ length: sizeOf(spec) }, () => Number(!own.has(spec.name))),
  );
  const values = tf.tidy(() => {
    const gradient = semantic ?? tf.zerosLike(state.valuesOf('semantic'));
    const step = tf.mul(tf.mul(gradient, tf.tensor2d(moves, [1, moves.length])), innerRate);
    return splitWeights(tf.sub(state.valuesOf('semantic'), step), specs);
  });
  return { values, weights: new Map([...state.weights, ...nameWeights(specs, values)]) };
}

function sumOf(a?: tf.Tensor2D, b?: tf.Tensor2D): tf.Tensor2D | undefined {
  return a && b ? tf.add(a, b) : undefined;
}

/** Losses over all rows of the batch: those of each part by its share of them. */
function meanLosses({
  support,
  query,
  complete,
}: {
  readonly support: Gradients;
  readonly query: Gradients;
  readonly complete: readonly Uint8Array[];
}): StepLosses {
  const shares = complete.map((own) => own.reduce((sum, is) => sum + is, 0) / Math.max(own.length, 1));
  const ofQuery = tf.tensor1d(shares);
  const mixed = (inSupport: tf.Tensor1D, inQuery: tf.Tensor1D): tf.Tensor1D =>
    tf.add(inSupport, tf.mul(tf.sub(inQuery, inSupport), ofQuery));
  const { auxiliaryLoss: before } = support;
  const { auxiliaryLoss: after } = query;
  return {
    semantic: mixed(support.semanticLoss, query.semanticLoss),
    ...(before && after ? { auxiliary: mixed(before, after) } : {}),
  };
}

/** 1 for the rows in which every modality of the model is present. */
function completeIn({ inputs }: PreparedRun, rows: Int32Array): Uint8Array {
  const M = inputs.modalities.length;
  return Uint8Array.from(rows, (row) => Number(!inputs.present.subarray(row * M, (row + 1) * M).includes(0)));
}
