import { type Defined } from '../errors.ts';
import { dot, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigenvalues } from '../linear-algebra/symmetric-eigen.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { Depth } from './depth.ts';
import { columnsOf, correlation, type Moments, norm } from './moments.ts';

/**
 * Where the weights start: rank-one layers along what each modality tells, all branches of norm `u0` and the layers
 * after the fusion balanced with them; or independent normal weights in layers of some width.
 */
export type Start =
  | { readonly kind: 'aligned'; readonly u0: number }
  | {
      readonly kind: 'random';
      readonly width: number;
      readonly deviation: number;
      readonly random: RandomStream;
    };

/**
 * When a modality counts as learned: half of what it explains in the end, `W_m . S` over the same at its plateau. With
 * one feature that is half of its weight; with many it does not wait for directions that hardly vary.
 */
export interface Milestone {
  /** What the modality explains of the target, `S`, `[p_m]`. */
  readonly explained: Float64Array;
  /** Its weights at the plateau, `[p_m]`. */
  readonly plateau: Float64Array;
}

export interface Simulation extends Depth {
  readonly start: Start;
  /** One a modality. */
  readonly milestones: readonly Milestone[];
  /** Default 200,000. */
  readonly maximumSteps?: number;
}

const MAXIMUM_STEPS = 200_000;
/** Share of the largest stable rate; Euler steps this small lag behind the flow by about a percent. */
const STABLE_SHARE = 0.05;

/**
 * Gradient descent of a deep linear network on half the mean square error, from small weights. Only moments enter, no
 * sample.
 * @returns time in units of `tau` at which each modality first reaches its milestone; undefined where it does not
 * within the steps.
 * @see Zhang, Latham, Saxe 2024, eqs. 2 to 5; method.md 8.1
 */
export function simulateLearning(moments: Moments, simulation: Simulation): Defined<number>[] {
  const network = new LinearNetwork(moments, simulation);
  const rate = stableRate(moments, simulation);
  const steps = simulation.maximumSteps ?? MAXIMUM_STEPS;
  const levels = simulation.milestones.map(({ explained, plateau }) => dot(plateau, explained) / 2);
  const times = levels.map((): number | null => null);
  let before = levels.map(() => 0);
  for (let step = 0; step < steps && times.includes(null); step += 1) {
    const totals = network.descend(rate);
    const reached = simulation.milestones.map(({ explained }, m) => dot(totals[m] ?? [], explained));
    reached.forEach((value, m) => {
      const level = levels[m] ?? 0;
      if (times[m] !== null || value < level) return;
      times[m] = rate * (step - (value - level) / Math.max(value - (before[m] ?? 0), Number.MIN_VALUE));
    });
    before = reached;
  }
  return times.map((time) =>
    time === null ? { undefined: `not reached in ${steps} steps` } : { value: Math.max(time, 0) },
  );
}

/** A rate well below that at which descent near the solution would diverge. */
function stableRate({ inputs, target }: Moments, { layers, milestones }: Simulation): number {
  const steepest = symmetricEigenvalues(inputs)[0] ?? 1;
  const largest = milestones.reduce((sum, { plateau }) => Math.hypot(sum, norm(plateau)), 0);
  const bend = layers * steepest * Math.max(largest, norm(target) / steepest) ** (2 - 2 / layers);
  return STABLE_SHARE / bend;
}

/** Weights `[out, in]` row-major, updated in place. */
interface Layer {
  readonly out: number;
  readonly in: number;
  readonly weights: Float64Array;
}

class LinearNetwork {
  readonly #moments: Moments;
  /** Layers before the fusion, one list a modality. */
  readonly #branches: readonly (readonly Layer[])[];
  /** Layers after the fusion. */
  readonly #trunk: readonly Layer[];
  readonly #columns: readonly (readonly number[])[];

  constructor(moments: Moments, { layers, fusionLayer, start }: Simulation) {
    const width = start.kind === 'aligned' ? 1 : start.width;
    const shape = (layer: number, inputs: number): { out: number; in: number } => ({
      in: layer === 1 ? inputs : width,
      out: layer === layers ? 1 : width,
    });
    this.#moments = moments;
    this.#columns = moments.widths.map((_, m) => columnsOf(moments, [m]));
    this.#branches = moments.widths.map((inputs, m) =>
      Array.from({ length: fusionLayer }, (_, i) =>
        startBranch(shape(i + 1, inputs), { start, first: i === 0, direction: correlation(moments, m) }),
      ),
    );
    this.#trunk = Array.from({ length: layers - fusionLayer }, (_, i) =>
      startTrunk(shape(fusionLayer + i + 1, 0), start, moments.widths.length),
    );
  }

  /** One step of gradient descent. @returns the total weights of each modality before it. */
  descend(rate: number): Float64Array[] {
    const afterTrunk = backward(this.#trunk, Float64Array.of(1));
    const fused = afterTrunk[0] ?? Float64Array.of(1);
    const afterBranches = this.#branches.map((layers) => backward(layers, fused));
    const totals = afterBranches.map((after) => after[0] ?? new Float64Array(0));
    const errors = this.#errors(totals);
    const outputs = this.#branches.map((layers, m) =>
      forwardAndMove(layers, errors[m] ?? new Float64Array(0), { after: afterBranches[m] ?? [], rate }),
    );
    const sum = (outputs[0] ?? new Float64Array(0)).map((_, i) =>
      outputs.reduce((total, output) => total + (output[i] ?? 0), 0),
    );
    forwardAndMove(this.#trunk, sum, { after: afterTrunk, rate });
    return totals;
  }

  /** `E_m = S_ym - sum over j of W_j S_jm`. */
  #errors(totals: readonly Float64Array[]): Float64Array[] {
    const { inputs, target } = this.#moments;
    const all = Float64Array.from(totals.flatMap((own) => [...own]));
    return this.#columns.map((columns) =>
      Float64Array.from(columns, (column) => (target[column] ?? 0) - dot(rowOfMatrix(inputs, column), all)),
    );
  }
}

function rowOfMatrix({ columns, values }: DenseMatrix, row: number): ArrayLike<number> {
  return values.subarray(row * columns, (row + 1) * columns);
}

/** Weight of the output in the input of each layer and, last, in the output: index i = before layer i. */
function backward(layers: readonly Layer[], output: Float64Array): Float64Array[] {
  const after: Float64Array[] = [output];
  for (const layer of layers.toReversed()) {
    const next = after[0] ?? output;
    const result = new Float64Array(layer.in);
    for (let i = 0; i < layer.out; i += 1) {
      for (let j = 0; j < layer.in; j += 1) {
        result[j] = (result[j] ?? 0) + (next[i] ?? 0) * (layer.weights[i * layer.in + j] ?? 0);
      }
    }
    after.unshift(result);
  }
  return after;
}

/**
 * Sends an error through the layers and moves each by the outer product of what comes after and what comes before it.
 * @returns what leaves the last layer, with the weights as they were.
 */
function forwardAndMove(
  layers: readonly Layer[],
  error: Float64Array,
  { after, rate }: { readonly after: readonly Float64Array[]; readonly rate: number },
): Float64Array {
  let before = error;
  layers.forEach((layer, index) => {
    const result = new Float64Array(layer.out);
    const pull = after[index + 1] ?? new Float64Array(0);
    for (let i = 0; i < layer.out; i += 1) {
      for (let j = 0; j < layer.in; j += 1) {
        const place = i * layer.in + j;
        const weight = layer.weights[place] ?? 0;
        result[i] = (result[i] ?? 0) + weight * (before[j] ?? 0);
        layer.weights[place] = weight + rate * (pull[i] ?? 0) * (before[j] ?? 0);
      }
    }
    before = result;
  });
  return before;
}

type LayerSize = Pick<Layer, 'out' | 'in'>;

function startBranch(
  size: LayerSize,
  {
    start,
    first,
    direction,
  }: { readonly start: Start; readonly first: boolean; readonly direction: Float64Array },
): Layer {
  if (start.kind === 'random') return { ...size, weights: drawn(size, start) };
  const length = norm(direction);
  const { u0 } = start;
  const aligned = direction.map((value) => (length === 0 ? 0 : (u0 * value) / length));
  return { ...size, weights: first ? aligned : Float64Array.of(u0) };
}

/** Balanced: the square of its norm is the sum of those of the branches. */
function startTrunk(size: LayerSize, start: Start, branches: number): Layer {
  if (start.kind === 'random') return { ...size, weights: drawn(size, start) };
  return { ...size, weights: Float64Array.of(start.u0 * Math.sqrt(branches)) };
}

function drawn(size: LayerSize, { deviation, random }: Extract<Start, { kind: 'random' }>): Float64Array {
  return Float64Array.from({ length: size.out * size.in }, () => deviation * random.normal());
}
