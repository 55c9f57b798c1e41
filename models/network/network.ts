import * as tf from '@tensorflow/tfjs-core';
import { firstLayerSpecs, type ModalityLayer } from '../encoders/first-layer.ts';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';
import { discriminatorStack } from '../ebr/discriminator.ts';
import { ModelError } from '../errors.ts';
import type { Fusion, FusionBatch, Lesson } from '../fusion/fusion.ts';
import type { NetworkPart, Slotwise } from './network-part.ts';
import type { BatchInputs } from './batch.ts';

/** Sizes of all networks. Each list holds the widths of its layers, the last one being the output. */
export interface NetworkShape {
  readonly modalities: number;
  /** Width p of the inputs. */
  readonly inputs: number;
  /** Layers that make the inputs of some modalities; absent = all inputs are projected. */
  readonly firstLayers?: readonly ModalityLayer[];
  /** `f: p -> d`. */
  readonly encoder: readonly number[];
  /** `h: d -> k` and `g: k -> d`; `null` = neither. */
  readonly heads: { readonly encoder: readonly number[]; readonly decoder: readonly number[] } | null;
  /** `psi: k -> M`. */
  readonly discriminator: readonly number[];
  readonly fusion: Fusion;
  /** A linear head on each encoding, trained beside the fusion. */
  readonly unimodalHeads: boolean;
  /** What the method of the network adds to it; absent = nothing. */
  readonly part?: NetworkPart;
}

/** Who moves together: `h` is pulled by both losses, `psi` by its own, everything else by the semantic loss. */
export const ROLES = ['semantic', 'head', 'discriminator'] as const;
export type Role = (typeof ROLES)[number];

/** What fills the slots of a batch, and what the classifier is told about presence. */
export interface Slots {
  /** `[members * M, batch, 1]`: 1 where the modality is used. */
  readonly used: tf.Tensor3D;
  /** `[members * M, batch, 1]`: 1 where the fusion sees the slot, by itself or by a stand-in. */
  readonly filled: tf.Tensor3D;
  /** Row each slot is filled from, int32 `[members * M * batch]`; absent = every slot by itself. */
  readonly sources?: tf.Tensor1D;
  /** `[members * M, batch, 1]`: 1 where a prepared encoding fills the slot; absent = nowhere. */
  readonly prepared?: tf.Tensor3D;
  /** `[members, batch, 3 * M]`: presence bits. */
  readonly bits: tf.Tensor3D;
}

export interface DropoutMasks {
  /** `[members * M, batch, p]`. */
  readonly input: tf.Tensor3D;
  /** One for each hidden layer of the encoder. */
  readonly hidden: readonly tf.Tensor3D[];
}

/**
 * Encoder of each modality, substitution for missing ones, fusion, classifier: the whole model as pure functions of
 * its weights. All tensors carry members and modalities as their leading axis, `[members * M, batch, width]`.
 */
export class Network {
  readonly shape: NetworkShape;
  readonly specs: Readonly<Record<Role, readonly ParameterSpec[]>>;
  readonly discriminator: DenseStack;
  readonly #encoder: DenseStack;
  readonly #head: DenseStack | null;
  readonly #decoder: DenseStack | null;
  readonly #unimodal: DenseStack;

  constructor(shape: NetworkShape) {
    const { modalities: groups, heads } = shape;
    const encodingWidth = shape.encoder.at(-1) ?? shape.inputs;
    const latentWidth = heads?.encoder.at(-1) ?? shape.part?.space?.width ?? encodingWidth;
    const encodedWidth = heads?.decoder.at(-1) ?? encodingWidth;
    const stack = (name: string, inputs: number, widths: readonly number[]): DenseStack => ({
      name,
      groups,
      inputs,
      widths,
    });
    this.shape = shape;
    this.#encoder = stack('encoder', shape.inputs, shape.encoder);
    this.#head = heads && stack('head', encodingWidth, heads.encoder);
    this.#decoder = heads && stack('decoder', latentWidth, heads.decoder);
    this.#unimodal = stack('unimodal', encodedWidth, [1]);
    this.discriminator = discriminatorStack(latentWidth, shape.discriminator);
    this.specs = {
      semantic: [
        ...this.encoderSpecs,
        ...this.firstSpecs,
        ...(this.#decoder ? denseSpecs(this.#decoder) : []),
        ...shape.fusion.specs(),
        ...(shape.unimodalHeads ? denseSpecs(this.#unimodal) : []),
        ...(shape.part?.space?.specs ?? []),
        ...(shape.part?.specs ?? []),
      ],
      head: this.#head ? denseSpecs(this.#head) : [],
      discriminator: heads ? denseSpecs(this.discriminator) : [],
    };
  }

  /** What the fusion keeps of training patients; of no role, since no loss moves it. */
  get memorySpecs(): readonly ParameterSpec[] {
    return this.shape.fusion.memory?.specs() ?? [];
  }

  /** Parameters of `f` that each modality has: the first of the semantic role. */
  get encoderSpecs(): readonly ParameterSpec[] {
    return denseSpecs(this.#encoder);
  }

  /** Parameters of the layers that make inputs: they follow those of `f`. */
  get firstSpecs(): readonly ParameterSpec[] {
    return (this.shape.firstLayers ?? []).flatMap(firstLayerSpecs);
  }

  /** `x`: the projected inputs, and what the first layers make of features, `[members * M, batch, p]`. */
  read({ projected, features }: BatchInputs, weights: Weights): tf.Tensor3D {
    if (features.length === 0) return projected;
    const { modalities } = this.shape;
    const [stack, batch, width] = projected.shape;
    const stacked = tf.reshape(projected, [stack / modalities, modalities, batch * width]);
    const parts = Array.from({ length: modalities }, (_, m) => {
      const own = features.find(({ modality }) => modality === m)?.rows;
      if (own === undefined) return tf.slice(stacked, [0, m, 0], [-1, 1, -1]);
      return tf.reshape(own.read(own.values, weights), [-1, 1, batch * width]);
    });
    return tf.reshape(tf.concat(parts, 1), [stack, batch, width]);
  }

  /** `u = f(x)`: `[.., batch, p]` to `[.., batch, d]`. */
  encode(inputs: tf.Tensor3D, weights: Weights, dropout?: DropoutMasks): tf.Tensor3D {
    const x: tf.Tensor3D = dropout ? tf.mul(inputs, dropout.input) : inputs;
    return applyDense(x, weights, this.#encoder, dropout?.hidden);
  }

  /** `l = h(u)`: `[.., batch, d]` to `[.., batch, k]`; without heads or a latent space: `l = u`. */
  latent(unimodal: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    if (this.#head) return applyDense(unimodal, weights, this.#head);
    return this.shape.part?.space?.latent(unimodal, weights) ?? unimodal;
  }

  /** `z = g(l)`: `[.., batch, k]` to `[.., batch, d]`; without heads or a latent space: `z = l`. */
  decode(latents: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    if (this.#decoder) return applyDense(latents, weights, this.#decoder);
    return this.shape.part?.space?.decode(latents, weights) ?? latents;
  }

  /**
   * Encodings for the slots that hold none of their own, from those that do, `[members * M, batch, d]`.
   * @throws {ModelError} `configuration` where the network has not learned to predict them.
   */
  predict(slots: Slotwise, weights: Weights): tf.Tensor3D {
    const { predict } = this.shape.part ?? {};
    if (!predict) throw new ModelError('configuration', 'expected a network that predicts what is missing');
    return predict(slots, weights);
  }

  /** Encodings in the slots to the fused representation `[members, batch, D]`, as it is scored. */
  fuse(encodings: tf.Tensor3D, filled: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    return this.shape.fusion.fuse(encodings, filled, weights);
  }

  /** The fused representation that the classifier learns from, and what the fusion minimises of its own. */
  learn(batch: FusionBatch, weights: Weights): Lesson {
    const { fusion } = this.shape;
    return fusion.learn?.(batch, weights) ?? { fused: fusion.fuse(batch.encodings, batch.filled, weights) };
  }

  /** Fused representation to logits `[members, batch, 1]`. */
  classify(fused: tf.Tensor3D, bits: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    return this.shape.fusion.classify(fused, bits, weights);
  }

  /** Logits of the linear head on each encoding, `[members * M, batch, 1]`. */
  unimodalLogits(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    return applyDense(encodings, weights, this.#unimodal);
  }

  /** Names of the biases that start at the logit of the prevalence. */
  get outputBiases(): readonly string[] {
    const { fusion, unimodalHeads } = this.shape;
    return unimodalHeads ? [fusion.outputBias, `${this.#unimodal.name}.0.bias`] : [fusion.outputBias];
  }
}
