import { gather, scalar, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { floatAttribute, nativeBackend } from './native-operations.ts';

/**
 * Rows of a float32 table, `[at, columns]`. On the native engine the operation is run as it is: the kernel of TensorFlow.js
 * reads every number back and checks it first. TensorFlow refuses numbers out of range as well.
 * @param at int32 numbers of rows, in range.
 */
export function takeRowsAt(table: Tensor2D, at: Tensor1D): Tensor2D {
  const native = nativeBackend();
  if (!native) return gather(table, at);
  const int32 = { type: native.binding['TF_ATTR_TYPE'], value: native.binding['TF_INT32'] };
  const attributes = [
    { name: 'batch_dims', type: native.binding['TF_ATTR_INT'], value: 0 },
    floatAttribute(native, 'Tparams'),
    { name: 'Tindices', ...int32 },
    { name: 'Taxis', ...int32 },
  ];
  return tidy(
    () => native.executeSingleOutput('GatherV2', attributes, [table, at, scalar(0, 'int32')]) as Tensor2D,
  );
}
