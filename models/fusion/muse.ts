import * as tf from '@tensorflow/tfjs-core';
import { dense, denseSpecs } from '../encoders/dense.ts';
import { type Weights, weightOf } from '../encoders/parameters.ts';
import { dropoutMask } from '../training/dropout.ts';
import {
  type BipartiteLayer,
  type Edges,
  edgesOf,
  edgeSpecs,
  layerSpecs,
  type Nodes,
  updateEdges,
  updateModalities,
  updatePatients,
} from './bipartite.ts';
import { createClassifier } from './classifier.ts';
import { labelsAgree, ofUnitLength, viewsAgree } from './contrast.ts';
import type { Fusion, FusionBatch, FusionSizes } from './fusion.ts';
import { drawSubPattern } from './sub-pattern.ts';
import { vectorSpec } from './tokens.ts';
import { sentence } from '../wording.ts';

const NODES = 'fusion.muse.nodes';
/** Modality nodes after the first layer, as training patients leave them. */
const REMEMBERED = 'fusion.muse.remembered';
const PROJECTION = 'fusion.muse.projection';
/** Of all nodes between the layers. */
const DROPOUT = 0.25;
/** Patients of whom the second view drops edges. */
const REDUCED = 0.5;
const SHARPNESS = 1 / 0.07;
const UNSUPERVISED = 0.5;
const SUPERVISED = 0.5;
/** Patients that modality nodes are averaged over when they are remembered. */
const ROWS = 2_048;

type Drop = (x: tf.Tensor3D) => tf.Tensor3D;

const REMARKS = [
  sentence`fusion ${'`muse`'} is that of the authors’ code (MUSE, Wu et al. 2024), but for modality nodes: they are kept from training patients, not averaged over whoever is scored beside`,
];

const PLUS_REMARKS = [
  sentence`fusion ${'`muse+`'} (MUSE+) has training encounters without a label in its batches: they count in the loss of views and in the graph, in no loss of labels`,
];

/**
 * The graph of MUSE: patients and modalities as nodes, encodings on the edges, two layers. A second view of each batch
 * drops edges; both views of a patient are to agree, and patients of one label to be alike.
 *
 * As in the authors' code (dropout .25 on nodes between the layers, not the 15 % of edges of the paper; temperature .07;
 * learned modality nodes). Ours: their modality nodes average over whoever is in the batch, so that a score hangs on the
 * other patients; here those after the first layer are computed from training patients and kept.
 * @see Wu et al. 2024, "Multimodal patient representation learning with missing modalities and labels"
 */
export function createMuseFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth: width } = sizes;
  const classifier = createClassifier({ ...sizes, fusedWidth: width });
  const layerNamed = (layer: number): BipartiteLayer => ({ name: `fusion.muse.${layer}`, modalities, width });
  const [first, second] = [layerNamed(0), layerNamed(1)];
  /** @param nodesAfterFirst those of the modalities, by what they are. */
  const represent = (
    edges: Edges,
    weights: Weights,
    nodesAfterFirst: (nodes: Nodes) => tf.Tensor3D,
    drop: Drop = (x) => x,
  ): tf.Tensor3D => {
    const nodes = startNodes(weights, sizes);
    const between = {
      patients: drop(updatePatients(nodes, edges, weights, first)),
      modalities: drop(nodesAfterFirst(nodes)),
    };
    return updatePatients(between, updateEdges(between, edges, weights, first), weights, second);
  };
  return {
    ...classifier,
    fusedWidth: width,
    blockWeights: null,
    remarks: REMARKS,
    specs: () => [
      vectorSpec(NODES, width, { groups: modalities, deviation: 1 }),
      ...layerSpecs(first),
      ...edgeSpecs(first),
      ...layerSpecs(second),
      ...denseSpecs({ name: PROJECTION, groups: 1, inputs: width, widths: [width] }),
      ...classifier.specs(),
    ],
    fuse: (encodings, filled, weights) =>
      represent(edgesOf(encodings, filled), weights, () => weightOf(weights, REMEMBERED)),
    memory: {
      rows: ROWS,
      specs: () => [vectorSpec(REMEMBERED, width, { groups: modalities })],
      remember: (encodings, filled, weights) =>
        new Map([
          [
            REMEMBERED,
            updateModalities(startNodes(weights, sizes), edgesOf(encodings, filled), weights, first),
          ],
        ]),
    },
    learn(batch, weights) {
      const { encodings, filled, random } = batch;
      const view = (mask: tf.Tensor3D): tf.Tensor3D => {
        const edges = edgesOf(encodings, mask);
        const drop: Drop = (x) => tf.mul(x, dropoutMask(random, x.shape, DROPOUT));
        return represent(edges, weights, (nodes) => updateModalities(nodes, edges, weights, first), drop);
      };
      const fused = view(filled);
      const other = view(drawSubPattern(filled, modalities, random, REDUCED));
      return { fused, loss: lossOf(project(fused, weights), project(other, weights), batch) };
    },
  };
}

/** MUSE+: the same, and patients without a label are in the batches it learns from. */
export function createMusePlusFusion(sizes: FusionSizes): Fusion {
  return { ...createMuseFusion(sizes), remarks: [...REMARKS, ...PLUS_REMARKS] };
}

/** Both views of a patient are to agree, and patients of one label. Who has none counts in the first alone. */
function lossOf(u: tf.Tensor3D, w: tf.Tensor3D, { labels, counted }: FusionBatch): tf.Tensor1D {
  const known = counted ?? tf.onesLike(labels);
  return tf.add(
    tf.mul(viewsAgree(u, w, SHARPNESS), UNSUPERVISED),
    tf.mul(labelsAgree(u, w, { labels, known }, SHARPNESS), SUPERVISED),
  );
}

/** Patients as ones, modalities as they were learned. */
function startNodes(weights: Weights, { modalities, encodingWidth }: FusionSizes): Nodes {
  const own = weightOf(weights, NODES);
  return { patients: tf.ones([own.shape[0] / modalities, 1, encodingWidth]), modalities: own };
}

/** Patients as the views of them are compared, of unit length. */
function project(patients: tf.Tensor3D, weights: Weights): tf.Tensor3D {
  return ofUnitLength(tf.tanh(dense(patients, weights, `${PROJECTION}.0`)));
}
