import type { Coalitions } from '../../main/api/services.ts';
import { logit, probabilityOf } from '../format/risk.ts';
import { MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';

/** The parts of an answer that the waterfall shows. */
export type Answer = Pick<
  Coalitions['coalitions'][number],
  'used' | 'logit' | 'contributions' | 'substituted'
>;

/** A step of the waterfall, log-odds. `contribution` is `null` where the modality was not used. */
export interface WaterfallStep {
  readonly modality: ModalityName;
  readonly contribution: number | null;
  readonly from: number;
  readonly to: number;
  readonly by: ModalityName | null;
}

export interface Waterfall {
  /** Log-odds of the base rate. */
  readonly base: number;
  /** Log-odds of this risk. */
  readonly total: number;
  readonly steps: readonly WaterfallStep[];
  /** Sum of all contributions. */
  readonly sum: number;
  /** What the bars leave unexplained; zero but for rounding. */
  readonly residual: number;
}

/** Six steps from the base rate to the score, in the fixed order of the modalities. */
export function waterfallOf(baseRate: number, answer: Answer): Waterfall {
  const base = logit(baseRate);
  const standIn = new Map(answer.substituted.map(({ modality, by }) => [modality, by]));
  let reached = base;
  const steps = MODALITY_ORDER.map((modality): WaterfallStep => {
    const contribution = answer.used.includes(modality) ? (answer.contributions[modality] ?? null) : null;
    const from = reached;
    reached += contribution ?? 0;
    return { modality, contribution, from, to: reached, by: standIn.get(modality) ?? null };
  });
  return { base, total: answer.logit, steps, sum: reached - base, residual: answer.logit - reached };
}

/** The bars sum to the score as closely as anyone could see. */
export function isComplete({ residual }: Waterfall): boolean {
  return Math.abs(residual) < 5e-4;
}

/** The step that moved the risk most; `null` where none moved it visibly. */
export function largestStep({
  steps,
}: Pick<Waterfall, 'steps'>): { readonly modality: ModalityName; readonly contribution: number } | null {
  const moved = steps.flatMap(({ modality, contribution }) =>
    contribution === null || Math.abs(contribution) < 0.005 ? [] : [{ modality, contribution }],
  );
  return moved.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))[0] ?? null;
}

/** Log-odds; narrower, small contributions would look large. */
const LEAST_RANGE = 0.7;

const ROUND_RISKS = [
  0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95,
  0.98, 0.99, 0.995, 0.998, 0.999,
];

/** Round risks inside a range of log-odds, for the axis; far enough apart that they can be read. */
export function riskTicks(low: number, high: number, apart: number): number[] {
  const inside = ROUND_RISKS.map(logit).filter((tick) => tick >= low && tick <= high);
  return inside.reduce<number[]>((kept, tick) => {
    const last = kept.at(-1);
    return last === undefined || tick - last >= apart ? [...kept, tick] : kept;
  }, []);
}

/** The range of log-odds that several answers reach, a little at least; fixed while modalities are switched. */
export function waterfallRange(waterfalls: readonly Waterfall[]): readonly [number, number] {
  const places = waterfalls.flatMap(({ base, total, steps }) => [base, total, ...steps.map(({ to }) => to)]);
  const low = Math.min(...places);
  const high = Math.max(...places);
  const room = Math.max(0.05, (LEAST_RANGE - (high - low)) / 2);
  return [low - room, high + room];
}

/** The probability that a step ends at. */
export function riskAfter(step: WaterfallStep): number {
  return probabilityOf(step.to);
}
