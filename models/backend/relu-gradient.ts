import {
  cast,
  mul,
  registerGradient,
  Relu,
  step,
  type Tensor,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import { floatAttribute, nativeBackend } from './native-operations.ts';

/**
 * Replaces the gradient of ReLU by one operation on the native engine. The shipped gradient takes a step function
 * made of nine operations, a seventh of a training step. Other engines keep the shipped formula. On
 * the native engine there is no gradient of this gradient.
 */
export function mendReluGradient(): void {
  unregisterGradient(Relu);
  registerGradient({
    kernelName: Relu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => reluGradient(dy as Tensor, x as Tensor) }),
  });
}

/** `dy` where `x > 0`, else 0. */
function reluGradient(dy: Tensor, x: Tensor): Tensor {
  const native = nativeBackend();
  if (!native) return mul(dy, cast(step(x), 'float32'));
  return native.executeSingleOutput('ReluGrad', [floatAttribute(native, 'T')], [dy, x]);
}
