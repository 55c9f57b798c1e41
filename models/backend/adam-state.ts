import type { Tensor2D } from '@tensorflow/tfjs-core';

/** Parameters and the decayed means of their gradients and squared gradients, all of one shape, float32. */
export interface AdamState {
  readonly values: Tensor2D;
  readonly first: Tensor2D;
  readonly second: Tensor2D;
}

/** What one step needs; the correction of the means' bias is worked into `rate` and `epsilon`. */
export interface AdamCoefficients {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}
