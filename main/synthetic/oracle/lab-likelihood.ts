import { choleskySolve } from '../../../models/linear-algebra/cholesky.ts';
import { dot } from '../../../models/linear-algebra/dense-matrix.ts';
import { NUM_STATES } from '../generative/factors.ts';
import { labSignal } from '../generative/labs.ts';
import { NUM_LAB_ITEMS, NUM_LAB_NUISANCES, type Structure } from '../generative/structure.ts';

/** P(labs | s) up to a constant that does not depend on s, shape `[64]`, its largest value 1. */
export type LabLikelihood = (labs: Float64Array) => Float64Array;

/**
 * Labs given s are N(A s, Sigma) with Sigma = I + B B^T, so the log-likelihood is x^T Sigma^-1 A s - (A s)^T Sigma^-1 A s / 2
 * and a constant. Both depend on s through A s alone, of which there are eight.
 */
export function labLikelihood(structure: Structure): LabLikelihood {
  const covariance = labCovariance(structure);
  const bySignal = new Map<string, { projection: Float64Array; half: number; states: number[] }>();
  for (let state = 0; state < NUM_STATES; state += 1) {
    const signal = labSignal(state);
    const key = signal.join();
    const known = bySignal.get(key);
    if (known !== undefined) {
      known.states.push(state);
      continue;
    }
    const projection = choleskySolve(covariance, signal);
    if (projection === null) throw new RangeError('the covariance of the labs is not positive definite');
    bySignal.set(key, { projection, half: dot(projection, signal) / 2, states: [state] });
  }
  const signals = [...bySignal.values()];
  return (labs) => {
    const logs = signals.map(({ projection, half }) => dot(projection, labs) - half);
    const largest = Math.max(...logs);
    const likelihood = new Float64Array(NUM_STATES);
    for (const [index, { states }] of signals.entries()) {
      const value = Math.exp((logs[index] ?? 0) - largest);
      for (const state of states) likelihood[state] = value;
    }
    return likelihood;
  };
}

/** I + B B^T. */
function labCovariance({ labNuisance }: Structure) {
  const values = new Float64Array(NUM_LAB_ITEMS * NUM_LAB_ITEMS);
  const loadings = (item: number) =>
    labNuisance.subarray(item * NUM_LAB_NUISANCES, (item + 1) * NUM_LAB_NUISANCES);
  for (let i = 0; i < NUM_LAB_ITEMS; i += 1) {
    for (let j = 0; j < NUM_LAB_ITEMS; j += 1) {
      values[i * NUM_LAB_ITEMS + j] = (i === j ? 1 : 0) + dot(loadings(i), loadings(j));
    }
  }
  return { rows: NUM_LAB_ITEMS, columns: NUM_LAB_ITEMS, values };
}
