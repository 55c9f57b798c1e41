import type { EpochReport } from '../../../main/api/services.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';

/** One point of a curve: mean over the members of the ensemble that have reached the epoch. */
export interface CurvePoint {
  readonly epoch: number;
  readonly value: number;
}

/** The curve of one figure over the epochs; epochs without the figure are left out. */
export function curveOf(
  epochs: readonly EpochReport[],
  read: (report: EpochReport) => number | null | undefined,
): CurvePoint[] {
  const byEpoch = new Map<number, { sum: number; n: number }>();
  for (const report of epochs) {
    const value = read(report);
    if (value === null || value === undefined) continue;
    const { sum, n } = byEpoch.get(report.epoch) ?? { sum: 0, n: 0 };
    byEpoch.set(report.epoch, { sum: sum + value, n: n + 1 });
  }
  return [...byEpoch].sort(([a], [b]) => a - b).map(([epoch, { sum, n }]) => ({ epoch, value: sum / n }));
}

/** The last contribution of each modality that was measured. */
export function lastContributions(epochs: readonly EpochReport[]): ReadonlyMap<ModalityName, number> {
  const pairs = MODALITY_ORDER.flatMap((name) => {
    const last = curveOf(epochs, ({ contributions }) => contributions?.[name]).at(-1);
    return last === undefined ? [] : [[name, last.value] as const];
  });
  return new Map(pairs);
}

/** Below this share of the largest contribution a modality counts as dead. */
export const DEAD_SHARE = 0.05;
const FIRST_JUDGED_EPOCH = 10;

/** Modalities that contribute next to nothing, once there was time to learn. */
export function deadModalities(epochs: readonly EpochReport[]): ModalityName[] {
  if ((epochs.at(-1)?.epoch ?? 0) < FIRST_JUDGED_EPOCH) return [];
  const contributions = lastContributions(epochs);
  const largest = Math.max(0, ...contributions.values());
  return [...contributions].flatMap(([name, value]) => (value < largest * DEAD_SHARE ? [name] : []));
}
