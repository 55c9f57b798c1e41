import * as tf from '@tensorflow/tfjs-core';
import { type Weights, weightOf } from '../encoders/parameters.ts';
import { weightedLoss } from '../training/losses.ts';
import type { FusionDepth } from '../training/settings.ts';
import { createClassifier } from './classifier.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { switchOffDropped } from './presence-bits.ts';
import { drawSubPattern } from './sub-pattern.ts';
import { DROP_NOTHING, type Drop, dropAt, toTokens, vectorSpec } from './tokens.ts';
import { applyBlock, blockSpecs, normSpecs, normTokens, type TransformerBlock } from './transformer-block.ts';
import { sentence } from '../wording.ts';

const HEADS = 4;
const DROPOUT = 0.1;
const LAYERS = 2;
/** Layers in which a modality sees only itself. */
const SEPARATE_LAYERS: Readonly<Record<FusionDepth, number>> = { early: 0, intermediate: 1, late: LAYERS };
const CLASS = 'fusion.mt.class';
const TYPE = 'fusion.mt.type';
const NORM = 'fusion.mt.norm';

const REMARKS = [
  sentence`fusion ${'`mt`'} is our reading of Ma et al. 2022 (a multi-task transformer): no authors’ code was found`,
];

/**
 * The multi-task transformer: one token a modality, a token of a missing one unseen, and a class token that reads all
 * others. It learns each patient twice from the same weights, with everything and with a random sub-pattern, and the
 * losses are summed. Below the depth of the fusion a modality sees only itself.
 *
 * Our reading. Ma et al. 2022 ("Are multimodal transformers robust to missing modality?") have a pretrained vision and
 * language transformer of 12 layers, one class token a task, and learn the depth of the fusion on validation data; here
 * are encodings for tokens, two layers, one class token, and the depth is a setting. No authors' code was found.
 */
export function createMtFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth: width } = sizes;
  const classifier = createClassifier({ ...sizes, fusedWidth: width });
  const blocks = Array.from({ length: LAYERS }, (_, layer): TransformerBlock => ({
    name: `fusion.mt.${layer}`,
    width,
    heads: HEADS,
  }));
  const separate = SEPARATE_LAYERS[sizes.depth];
  const represent = (
    encodings: tf.Tensor3D,
    filled: tf.Tensor3D,
    pass: { readonly weights: Weights; readonly drop: Drop },
  ): tf.Tensor3D => {
    const { weights } = pass;
    const typed = tf.add(tf.mul(encodings, filled), weightOf(weights, TYPE));
    const own = toTokens(typed as tf.Tensor3D, modalities);
    const [members, batch] = own.shape;
    const reader = tf.tile(tf.reshape(weightOf(weights, CLASS), [members, 1, 1, width]), [1, batch, 1, 1]);
    const { all, alone } = seenTokens(toTokens(filled, modalities));
    const tokens = blocks.reduce(
      (current, block, layer) => applyBlock(current, layer < separate ? alone : all, pass, block),
      tf.concat([reader, own], 2) as tf.Tensor4D,
    );
    const read = tf.slice(tokens, [0, 0, 0, 0], [-1, -1, 1, -1]);
    return tf.reshape(normTokens(read, weights, NORM), [members, batch, width]);
  };
  return {
    ...classifier,
    fusedWidth: width,
    blockWeights: null,
    remarks: REMARKS,
    specs: () => [
      vectorSpec(CLASS, width, { deviation: 1 }),
      vectorSpec(TYPE, width, { groups: modalities, deviation: 0.02 }),
      ...blocks.flatMap(blockSpecs),
      ...normSpecs(NORM, width),
      ...classifier.specs(),
    ],
    fuse: (encodings, filled, weights) => represent(encodings, filled, { weights, drop: DROP_NOTHING }),
    learn({ encodings, filled, bits, labels, lossWeights, random }, weights) {
      const pass = { weights, drop: dropAt(DROPOUT, random) };
      const kept = drawSubPattern(filled, modalities, random);
      const fused = represent(encodings, filled, pass);
      const some = represent(encodings, kept, pass);
      const dropped = toTokens(tf.sub(filled, kept), modalities);
      const logits = classifier.classify(some, switchOffDropped(bits, dropped), weights);
      return { fused, loss: weightedLoss(logits, labels, lossWeights, { members: fused.shape[0] }) };
    },
  };
}

/**
 * Who sees whom, `[members, batch, 1 + M, 1 + M]`, the class token first: everyone the filled ones and itself; or only
 * the class token others.
 * @param filled `[members, batch, M, 1]`.
 */
function seenTokens(filled: tf.Tensor4D): { readonly all: tf.Tensor4D; readonly alone: tf.Tensor4D } {
  const [members, batch, modalities] = filled.shape;
  const tokens = modalities + 1;
  const self = tf.reshape(tf.eye(tokens), [1, 1, tokens, tokens]);
  const reader = tf.ones([members, batch, 1, 1]);
  const keys = tf.reshape(tf.concat([reader, filled], 2), [members, batch, 1, tokens]);
  const isReader = tf.reshape(tf.oneHot(tf.tensor1d([0], 'int32'), tokens), [1, 1, tokens, 1]);
  return { all: tf.maximum(keys, self), alone: tf.maximum(tf.mul(keys, isReader), self) };
}
