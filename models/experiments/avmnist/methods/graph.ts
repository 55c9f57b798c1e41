import * as tf from '@tensorflow/tfjs-core';
import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import type { Weights } from '../../../encoders/parameters.ts';
import { type Dropout, imageEncoderSpecs } from '../../../images/image-encoder.ts';
import { createFusion } from '../../../fusion/create-fusion.ts';
import { presenceWidth } from '../../../fusion/presence-bits.ts';
import type { Batch } from '../batches.ts';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll, type Step } from '../method.ts';
import { encodeAudio, encodeImage, type Networks, stackModalities } from '../networks.ts';

const MODALITIES = 2;

/** What a graph sees of rows. */
interface Seen {
  readonly encodings: tf.Tensor3D;
  readonly filled: tf.Tensor3D;
}

/**
 * Digits under a fusion of the application, its graph between them and the two modalities: what is said there of the
 * authors' code holds here. Modality nodes are those of the first batch and of all rows that have audio.
 */
export const underGraph =
  (kind: 'grape' | 'muse'): CreateMethod =>
  (nets) => {
    const { encodingWidth, classifier } = nets;
    const fusion = createFusion(kind, {
      modalities: MODALITIES,
      encodingWidth,
      fusedWidth: encodingWidth,
      classifierHidden: [],
      depth: 'intermediate',
    });
    // The application's own classifier tells two classes.
    const graph = fusion.specs().filter(({ name }) => name.startsWith(`fusion.${kind}.`));
    const readout: DenseStack = { ...classifier, inputs: fusion.fusedWidth };
    let known: Pick<Batch, 'images' | 'audio' | 'present'> | null = null;
    return {
      groups: {
        network: [
          ...imageEncoderSpecs(nets.image),
          ...imageEncoderSpecs(nets.audio),
          ...graph,
          ...denseSpecs(readout),
        ],
      },
      objective: (step) => {
        known ??= remembered(step);
        const { batch, drop, random } = step;
        return {
          moves: ['network'],
          loss: (weights) => {
            const seen = seenOf(nets, batch, weights, drop);
            const lesson = fusion.learn?.({ ...seen, ...labelled(batch), random }, weights) ?? {
              fused: fusion.fuse(seen.encodings, seen.filled, weights),
            };
            const loss = classLoss(applyDense(lesson.fused, weights, readout), batch.labels);
            return lesson.loss ? tf.add(loss, lesson.loss) : loss;
          },
        };
      },
      logits: (images, weights) => {
        const [members, rows] = images.shape;
        const image = encodeImage(nets, images, weights, keepAll);
        const own = known && seenOf(nets, known, weights, keepAll);
        const memory = own ? fusion.memory?.remember(own.encodings, own.filled, weights) : undefined;
        const filled = stackModalities([tf.ones([members, rows, 1]), tf.zeros([members, rows, 1])]);
        const all = new Map([...weights, ...(memory ?? [])]);
        const fused = fusion.fuse(stackModalities([image, tf.zerosLike(image)]), filled, all);
        return applyDense(fused, weights, readout);
      },
      dispose: () => {
        if (known !== null) tf.dispose(Object.values(known));
      },
    };
  };

/** The rows that modality nodes are averaged over, kept for the end of the run. */
function remembered({ batch, allPairs }: Step): Pick<Batch, 'images' | 'audio' | 'present'> {
  const pairs = allPairs();
  const both = (of: keyof Batch): tf.Tensor3D => tf.keep(tf.concat3d([batch[of], pairs[of]], 1));
  return { images: both('images'), audio: both('audio'), present: both('present') };
}

function seenOf(
  nets: Networks,
  { images, audio, present }: Pick<Batch, 'images' | 'audio' | 'present'>,
  weights: Weights,
  drop: Dropout,
): Seen {
  return {
    encodings: stackModalities([
      encodeImage(nets, images, weights, drop),
      encodeAudio(nets, audio, weights, drop),
    ]),
    filled: stackModalities([tf.onesLike(present), present]),
  };
}

/** Classes as numbers: two rows are of one class where they are equal. */
function labelled({ labels }: Batch) {
  const [members, rows] = labels.shape;
  const classes: tf.Tensor3D = tf.reshape(tf.cast(tf.argMax(labels, 2), 'float32'), [members, rows, 1]);
  return {
    labels: classes,
    lossWeights: tf.onesLike(classes),
    bits: tf.zeros<tf.Rank.R3>([members, rows, presenceWidth(MODALITIES)]),
  };
}
