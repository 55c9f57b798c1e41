import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import { createClassifier } from './classifier.ts';
import type { Fusion, FusionBatch, FusionMemory, FusionSizes, Lesson } from './fusion.ts';
import { fillFrom, type Lent, lentBy, type Neighbours, neighbourSpecs, takeOver } from './neighbours.ts';
import {
  alike,
  type Patients,
  type PatientSimilarity,
  similaritySpecs,
  sizeChange,
} from './patient-similarity.ts';
import { DROP_NOTHING, type Drop, dropAt, toSlots, toTokens, vectorSpec } from './tokens.ts';
import { applyBlock, blockSpecs, type TransformerBlock } from './transformer-block.ts';
import { sentence } from '../wording.ts';

const NAME = 'fusion.m3care';
/** Remembered patients: encodings, whether they have them, and what their neighbours lend after the first layer. */
const BANK = `${NAME}.bank`;
const HAVING = `${NAME}.having`;
const LENT = `${NAME}.lent`;
/** Remembered patients, at most. */
const ROWS = 128;
const TYPE = `${NAME}.type`;
const DROPOUT = 0.5;
/** Of how much the maps of the similarity change sizes, in the loss. */
const SIZE_WEIGHT = 1e-8;

const REMARKS = [
  sentence`fusion ${'`m3care`'} is our reading of Zhang et al. 2022 (M3Care): who lends is masked by the lender’s presence alone, where the authors’ code leaves whoever lacks a modality a constant`,
  sentence`it keeps the encodings of up to ${ROWS} training patients`,
];

/**
 * M3Care: what a patient lacks is lent by similar patients, who these are being learned modality by modality; then two
 * transformer blocks over the modalities.
 *
 * Our reading of Zhang et al. 2022 ("M3Care: learning with missing modalities in multimodal healthcare data") and of its
 * authors' code. Who lends is masked by the lender's presence alone, as the paper means it (the code masks by both, so that
 * who lacks a modality gets a learned constant); what is lent is a mean, so that its size does not hang on how many lend;
 * encodings are normalised by modality among those that have them; the blocks use their norms. When scoring, the others are
 * a bank of training patients, and the batch only while learning.
 */
export function createM3CareFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth: width, fusedWidth } = sizes;
  const classifier = createClassifier(sizes);
  const similarity: PatientSimilarity = { name: `${NAME}.similarity`, modalities, width };
  const neighbours: Neighbours = { name: NAME, modalities, width };
  const readout = createReadout(sizes);
  return {
    ...classifier,
    fusedWidth,
    blockWeights: null,
    remarks: REMARKS,
    specs: () => [
      ...similaritySpecs(similarity),
      ...neighbourSpecs(neighbours),
      ...readout.specs(),
      ...classifier.specs(),
    ],
    fuse(encodings, filled, weights) {
      const patients = ofFilled(encodings, filled);
      const own = { values: patients.encodings, filled };
      const bank = { encodings: weightOf(weights, BANK), filled: weightOf(weights, HAVING) };
      const near = alike(patients, bank, weights, similarity);
      const first = takeOver(lentBy(near, lentOf(bank), neighbours, own), 'lent.0', weights, neighbours);
      const others = { values: weightOf(weights, LENT), filled: bank.filled };
      const mean = lentBy(near, others, neighbours, { values: first, filled });
      const second = takeOver(mean, 'lent.1', weights, neighbours);
      return readout.read(fillFrom(second, own, weights, neighbours), weights, DROP_NOTHING);
    },
    memory: bankMemory(similarity, neighbours),
    learn({ encodings, filled, random }: FusionBatch, weights): Lesson {
      const patients = ofFilled(encodings, filled);
      const own = lentOf(patients);
      const near = alike(patients, patients, weights, similarity);
      const first = takeOver(lentBy(near, own, neighbours), 'lent.0', weights, neighbours);
      const mean = lentBy(near, { values: first, filled }, neighbours);
      const second = takeOver(mean, 'lent.1', weights, neighbours);
      const slots = fillFrom(second, own, weights, neighbours);
      return {
        fused: readout.read(slots, weights, dropAt(DROPOUT, random)),
        loss: tf.mul(sizeChange(patients, weights, similarity), SIZE_WEIGHT),
      };
    },
  };
}

const ofFilled = (encodings: tf.Tensor3D, filled: tf.Tensor3D): Patients => ({
  encodings: tf.mul(encodings, filled),
  filled,
});
const lentOf = ({ encodings, filled }: Patients): Lent => ({ values: encodings, filled });

/** The bank of training patients, with what they lend each other. */
function bankMemory(similarity: PatientSimilarity, neighbours: Neighbours): FusionMemory {
  const { modalities, width } = neighbours;
  const spec = (name: string, columns: number): ParameterSpec => ({
    ...vectorSpec(name, columns, { groups: modalities }),
    rows: ROWS,
  });
  return {
    rows: ROWS,
    specs: () => [spec(BANK, width), spec(HAVING, 1), spec(LENT, width)],
    remember(encodings, filled, weights) {
      const bank = ofFilled(encodings, filled);
      const near = alike(bank, bank, weights, similarity);
      const first = takeOver(lentBy(near, lentOf(bank), neighbours), 'lent.0', weights, neighbours);
      return new Map([
        [BANK, withEmptyRows(bank.encodings)],
        [HAVING, withEmptyRows(filled)],
        [LENT, withEmptyRows(first)],
      ]);
    },
  };
}

/** Where there are fewer patients than there is room for, the others have nothing. */
function withEmptyRows(x: tf.Tensor3D): tf.Tensor3D {
  return tf.pad3d(x, [
    [0, 0],
    [0, ROWS - x.shape[1]],
    [0, 0],
  ]);
}

interface Readout {
  specs(): ParameterSpec[];
  /** Filled slots `[members * M, batch, d]` to `[members, batch, fusedWidth]`. */
  read(slots: tf.Tensor3D, weights: Weights, drop: Drop): tf.Tensor3D;
}

/** Two transformer blocks over the modalities, then a layer on all of their tokens side by side. */
function createReadout({ modalities, encodingWidth: width, fusedWidth }: FusionSizes): Readout {
  const blocks: readonly TransformerBlock[] = [
    { name: `${NAME}.block.0`, width, heads: 4 },
    { name: `${NAME}.block.1`, width, heads: 1 },
  ];
  const out: DenseStack = { name: `${NAME}.out`, groups: modalities, inputs: width, widths: [fusedWidth] };
  return {
    specs: () => [
      vectorSpec(TYPE, width, { groups: modalities, deviation: 0.02 }),
      ...blocks.flatMap(blockSpecs),
      ...denseSpecs(out),
    ],
    read(slots, weights, drop) {
      const typed: tf.Tensor3D = tf.add(slots, weightOf(weights, TYPE));
      const tokens = toTokens(typed, modalities);
      const [members, batch] = tokens.shape;
      const everyone: tf.Tensor4D = tf.ones([1, 1, modalities, modalities]);
      const attended = blocks.reduce(
        (current, block) => applyBlock(current, everyone, { weights, drop: DROP_NOTHING }, block),
        tokens,
      );
      const parts = applyDense(toSlots(attended), weights, out);
      const sum: tf.Tensor4D = tf.sum(tf.reshape(parts, [members, modalities, batch, fusedWidth]), 1, true);
      return tf.reshape(drop(tf.selu(sum)), [members, batch, fusedWidth]);
    },
  };
}
