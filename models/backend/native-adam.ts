import { scalar, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { AdamCoefficients, AdamState } from './adam-state.ts';
import { floatAttribute, type NativeBackend, type OperationAttribute } from './native-operations.ts';

/**
 * Runs TensorFlow's own kernel, which works on variables: each tensor becomes one, without a copy, and is read back
 * after. The kernel computes `values -= rate * first / (sqrt(second) + epsilon)`.
 */
export function nativeAdamStep(
  native: NativeBackend,
  state: AdamState,
  gradient: Tensor2D,
  { rate, beta1, beta2, epsilon }: AdamCoefficients,
): AdamState {
  return tidy(() => {
    const variables = [state.values, state.first, state.second].map((tensor) => toVariable(native, tensor));
    // Powers of beta of 0: the correction of the bias is in the rate already.
    const numbers = [0, 0, rate, beta1, beta2, epsilon].map((number) => scalar(number));
    const inputs = [...variables, ...numbers, gradient];
    native.executeMultipleOutputs('ResourceApplyAdam', adamAttributes(native), inputs, 0);
    const [values, first, second] = variables.map((variable) => takeBack(native, variable));
    if (!values || !first || !second) throw new Error('expected the values and two moments after a step');
    return { values, first, second };
  });
}

function adamAttributes(native: NativeBackend): OperationAttribute[] {
  const off = { type: native.binding['TF_ATTR_BOOL'], value: false };
  return [floatAttribute(native, 'T'), { name: 'use_locking', ...off }, { name: 'use_nesterov', ...off }];
}

let variablesMade = 0;

/** A TensorFlow variable that shares the memory of a tensor; the tensor is let go, so that it owns it alone. */
function toVariable(native: NativeBackend, tensor: Tensor): Tensor {
  variablesMade += 1;
  const text = native.binding['TF_ATTR_STRING'];
  const attributes = [
    { name: 'container', type: text, value: '' },
    { name: 'shared_name', type: text, value: `lacuna/${variablesMade}` },
    floatAttribute(native, 'dtype'),
    { name: 'shape', type: native.binding['TF_ATTR_SHAPE'], value: tensor.shape },
  ];
  const variable = native.executeSingleOutput('VarHandleOp', attributes, []);
  native.executeMultipleOutputs('AssignVariableOp', [floatAttribute(native, 'dtype')], [variable, tensor], 0);
  tensor.dispose();
  return variable;
}

/** The value of a variable as a tensor, which then owns the memory alone. */
function takeBack(native: NativeBackend, variable: Tensor): Tensor2D {
  const tensor = native.executeSingleOutput('ReadVariableOp', [floatAttribute(native, 'dtype')], [variable]);
  native.executeMultipleOutputs('DestroyResourceOp', [], [variable], 0);
  return tensor as Tensor2D;
}
