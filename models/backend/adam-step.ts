import {
  add,
  dispose,
  div,
  mul,
  scalar,
  sqrt,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  floatAttribute,
  type NativeBackend,
  nativeBackend,
  type OperationAttribute,
} from './native-operations.ts';

/** Parameters and the decayed means of their gradients and squared gradients, all of one shape, float32. */
export interface AdamState {
  readonly values: Tensor2D;
  readonly first: Tensor2D;
  readonly second: Tensor2D;
}

export interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Number of this step, from 1; corrects the bias of the means. */
  readonly step: number;
}

/**
 * One step of Adam. The tensors of `state` are consumed: the native engine updates them in place, in one pass over
 * memory instead of ten.
 * @see Kingma & Ba 2015, algorithm 1
 */
export function adamStep(state: AdamState, gradient: Tensor2D, settings: AdamSettings): AdamState {
  const native = nativeBackend();
  const next = native
    ? stepInPlace(native, state, gradient, settings)
    : stepByParts(state, gradient, settings);
  dispose([state.values, state.first, state.second]);
  return next;
}

/** Rate and guard with the corrections of the bias worked in, which spares two passes. */
function corrected({ rate, beta1, beta2, epsilon, step }: AdamSettings): { rate: number; epsilon: number } {
  const scale = Math.sqrt(1 - beta2 ** step);
  return { rate: (rate * scale) / (1 - beta1 ** step), epsilon: epsilon * scale };
}

function stepByParts(state: AdamState, gradient: Tensor2D, settings: AdamSettings): AdamState {
  const { rate, epsilon } = corrected(settings);
  const { beta1, beta2 } = settings;
  const [values, first, second] = tidy((): Tensor2D[] => {
    const mean: Tensor2D = add(mul(state.first, beta1), mul(gradient, 1 - beta1));
    const meanSquare: Tensor2D = add(mul(state.second, beta2), mul(square(gradient), 1 - beta2));
    const direction = div(mean, add(sqrt(meanSquare), epsilon));
    return [sub(state.values, mul(direction, rate)), mean, meanSquare];
  });
  return stateOf(values, first, second);
}

/**
 * Runs TensorFlow's own kernel, which works on variables: each tensor becomes one, without a copy, and is read back
 * after. The kernel computes `values -= rate * first / (sqrt(second) + epsilon)`.
 */
function stepInPlace(
  native: NativeBackend,
  state: AdamState,
  gradient: Tensor2D,
  settings: AdamSettings,
): AdamState {
  const [values, first, second] = tidy((): Tensor2D[] => {
    const variables = [state.values, state.first, state.second].map((tensor) => toVariable(native, tensor));
    const { rate, epsilon } = corrected(settings);
    // Powers of beta of 0: the correction of the bias is in the rate already.
    const numbers = [0, 0, rate, settings.beta1, settings.beta2, epsilon].map((number) => scalar(number));
    const inputs = [...variables, ...numbers, gradient];
    native.executeMultipleOutputs('ResourceApplyAdam', adamAttributes(native), inputs, 0);
    return variables.map((variable) => takeBack(native, variable));
  });
  return stateOf(values, first, second);
}

function stateOf(values?: Tensor2D, first?: Tensor2D, second?: Tensor2D): AdamState {
  if (!values || !first || !second) throw new Error('expected values and two moments after a step of Adam');
  return { values, first, second };
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
