import * as tf from '@tensorflow/tfjs-core';
import { augment } from '../../images/augmentation.ts';
import type { RandomStream } from '../../random/random-stream.ts';
import { AUDIO_SIDE, type AvMnist, CLASSES, IMAGE_SIDE, pairedAudio, standardiseAudio } from './dataset.ts';
import type { Recipe } from './recipe.ts';

const IMAGE_SIZE = IMAGE_SIDE * IMAGE_SIDE;
const AUDIO_SIZE = AUDIO_SIDE * AUDIO_SIDE;

/** Rows of each member. The caller disposes, or tidies. */
export interface Batch {
  /** `[members, batch, IMAGE_SIDE^2]`. */
  readonly images: tf.Tensor3D;
  /** Standardised, `[members, batch, AUDIO_SIDE^2]`; 0 where it is not there. */
  readonly audio: tf.Tensor3D;
  /** `[members, batch, 1]`: 1 where audio is there. */
  readonly present: tf.Tensor3D;
  /** One of ten, `[members, batch, CLASSES]`. */
  readonly labels: tf.Tensor3D;
}

/** How rows come into a batch. */
export interface Reading {
  /** Changes images and audio at random where given. */
  readonly random?: RandomStream;
  /** Share of audio that is left out. */
  readonly dropped?: number;
  /** Whether every row comes with the audio of its own place, paired or not: to look at, not to learn from. */
  readonly ownAudio?: boolean;
}

/** Makes batches of training rows; what audio there is, `p` decides. */
export class Batches {
  readonly #data: AvMnist;
  readonly #recipe: Recipe;
  readonly #sources: Int32Array;
  readonly #audio: Float32Array;

  constructor(data: AvMnist, p: number, recipe: Recipe) {
    this.#data = data;
    this.#recipe = recipe;
    this.#sources = pairedAudio(data, p);
    this.#audio = standardiseAudio(data, this.#sources, recipe.audioLimit);
  }

  /** Training rows that have audio. */
  get paired(): Int32Array {
    return this.#data.train.filter((row) => (this.#sources[row] ?? -1) >= 0);
  }

  /** @param members rows of each member, all as many. */
  batch(members: readonly Int32Array[], { random, dropped = 0, ownAudio = false }: Reading): Batch {
    const rows = members.flatMap((own) => [...own]);
    const images = new Float32Array(rows.length * IMAGE_SIZE);
    const audio = new Float32Array(rows.length * AUDIO_SIZE);
    const present = new Float32Array(rows.length);
    const labels = new Float32Array(rows.length * CLASSES);
    rows.forEach((row, i) => {
      this.#readImage(row, images.subarray(i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE), random);
      labels[i * CLASSES + (this.#data.labels[row] ?? 0)] = 1;
      const source = ownAudio ? row : (this.#sources[row] ?? -1);
      if (source < 0 || (random !== undefined && random.float() < dropped)) return;
      present[i] = 1;
      this.#readAudio(source, audio.subarray(i * AUDIO_SIZE, (i + 1) * AUDIO_SIZE), random);
    });
    const shape = [members.length, rows.length / members.length] as const;
    return {
      images: tf.tensor3d(images, [...shape, IMAGE_SIZE]),
      audio: tf.tensor3d(audio, [...shape, AUDIO_SIZE]),
      present: tf.tensor3d(present, [...shape, 1]),
      labels: tf.tensor3d(labels, [...shape, CLASSES]),
    };
  }

  #readImage(row: number, target: Float32Array, random?: RandomStream): void {
    const image = this.#data.images.subarray(row * IMAGE_SIZE, (row + 1) * IMAGE_SIZE);
    if (random === undefined) target.set(image);
    else augment(image, target, { size: IMAGE_SIDE, augmentation: this.#recipe.augmentation, random });
  }

  #readAudio(row: number, target: Float32Array, random?: RandomStream): void {
    target.set(this.#audio.subarray(row * AUDIO_SIZE, (row + 1) * AUDIO_SIZE));
    if (random === undefined) return;
    for (let i = 0; i < AUDIO_SIZE; i += 1) {
      target[i] = (target[i] ?? 0) + this.#recipe.audioNoise * random.normal();
    }
  }
}
