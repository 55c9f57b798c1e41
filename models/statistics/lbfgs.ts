import { dot } from '../linear-algebra/dense-matrix.ts';

/** A function to minimise: writes its gradient at `x` into `gradient` and returns its value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** Default 200. */
  readonly maxIterations?: number;
  /** Stops when the largest gradient entry is below this. Default 1e-6. */
  readonly gradientTolerance?: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the gradient tolerance was reached. */
  readonly converged: boolean;
}

const MEMORY = 10;
const SUFFICIENT_DECREASE = 1e-4;
const MAX_HALVINGS = 40;

interface Point {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** A step and the change of the gradient over it. */
interface Curvature {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly product: number;
}

/**
 * Minimises a smooth convex function by limited-memory BFGS with a backtracking line search.
 * @see Nocedal & Wright 2006, algorithm 7.5
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { maxIterations = 200, gradientTolerance = 1e-6 }: MinimiseOptions = {},
): Minimum {
  let point = evaluate(objective, start.slice());
  const memory: Curvature[] = [];
  for (let iterations = 0; iterations < maxIterations; iterations += 1) {
    if (point.gradient.every((entry) => Math.abs(entry) < gradientTolerance)) {
      return { x: point.x, value: point.value, iterations, converged: true };
    }
    const next = lineSearch(objective, point, descentDirection(point.gradient, memory));
    // Nothing better can be told apart in float64.
    if (next === null) return { x: point.x, value: point.value, iterations, converged: false };
    remember(memory, point, next);
    point = next;
  }
  return { x: point.x, value: point.value, iterations: maxIterations, converged: false };
}

function evaluate(objective: Objective, x: Float64Array): Point {
  const gradient = new Float64Array(x.length);
  const value = objective(x, gradient);
  return { x, gradient, value };
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
function descentDirection(gradient: Float64Array, memory: readonly Curvature[]): Float64Array {
  let direction = gradient.map((entry) => -entry);
  const alphas = memory.toReversed().map(({ step, change, product }) => {
    const alpha = dot(step, direction) / product;
    direction = addScaled(direction, change, -alpha);
    return alpha;
  });
  const latest = memory.at(-1);
  const scale =
    latest === undefined
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : latest.product / dot(latest.change, latest.change);
  direction = direction.map((entry) => scale * entry);
  memory.forEach(({ step, change, product }, index) => {
    const beta = dot(change, direction) / product;
    direction = addScaled(direction, step, (alphas[memory.length - 1 - index] ?? 0) - beta);
  });
  return direction;
}

function lineSearch(objective: Objective, from: Point, direction: Float64Array): Point | null {
  const slope = dot(from.gradient, direction);
  let length = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving += 1) {
    const next = evaluate(objective, addScaled(from.x, direction, length));
    if (next.value <= from.value + SUFFICIENT_DECREASE * length * slope) return next;
    length /= 2;
  }
  return null;
}

function remember(memory: Curvature[], from: Point, to: Point): void {
  const step = addScaled(to.x, from.x, -1);
  const change = addScaled(to.gradient, from.gradient, -1);
  const product = dot(step, change);
  // Without positive curvature the pair would spoil the approximation.
  if (product <= 1e-12 * dot(change, change)) return;
  memory.push({ step, change, product });
  if (memory.length > MEMORY) memory.shift();
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, index) => value + factor * (b[index] ?? 0));
}
