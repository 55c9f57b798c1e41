import { backend, getBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

/** An attribute of a TensorFlow operation; `type` is a constant of the binding. */
export interface OperationAttribute {
  readonly name: string;
  readonly type: number | undefined;
  readonly value: string | number | boolean | readonly number[] | undefined;
}

/** As much of the native backend as runs TensorFlow operations that TensorFlow.js does not know. */
export interface NativeBackend {
  readonly binding: Readonly<Record<string, number>>;
  executeSingleOutput(name: string, attributes: OperationAttribute[], inputs: TensorInfo[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: OperationAttribute[],
    inputs: TensorInfo[],
    outputs: number,
  ): Tensor[];
}

/** The native backend when it is the current one. */
export function nativeBackend(): NativeBackend | undefined {
  return getBackend() === 'tensorflow' ? (backend() as unknown as NativeBackend) : undefined;
}

/** The attribute that names float32 as the type of an operation's operands. */
export function floatAttribute({ binding }: NativeBackend, name: string): OperationAttribute {
  return { name, type: binding['TF_ATTR_TYPE'], value: binding['TF_FLOAT'] };
}
