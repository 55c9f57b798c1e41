import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import { squaredError } from '../losses.ts';
import type { Networks } from '../networks.ts';
import { generated, type Generator } from './generated.ts';

/** Widths in proportion to those of 160-240-320, the rate as given there. */
const HIDDEN = 1.5;
const RATE = 1e-3;

/** From the encoding of the image to that of the audio, with one hidden layer, by squared error on pairs. */
function createAutoencoder({ encodingWidth: width }: Networks): Generator {
  const stack: DenseStack = {
    name: 'autoencoder',
    groups: 1,
    inputs: width,
    widths: [HIDDEN * width, width],
  };
  return {
    groups: { generator: denseSpecs(stack) },
    rate: RATE,
    generate: (image, weights) => applyDense(image, weights, stack),
    loss: ({ image, audio }, weights) => squaredError(applyDense(image, weights, stack), audio),
  };
}

export const createAutoencoded = generated(createAutoencoder);
