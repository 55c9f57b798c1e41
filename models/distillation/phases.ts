import type { ScaledConfiguration } from '../training/configuration.ts';

/** Epochs of a run of distillation: all encoders learn, students learn from frozen teachers, all are tuned together. */
export interface Phases {
  /** First epoch of the distillation, from 0. */
  readonly distillation: number;
  /** First epoch of the tuning. */
  readonly tuning: number;
}

/** Every phase has an epoch at least; a configuration has three or more. */
export function planPhases({
  epochs,
  teacherShare,
  distillationShare,
}: Pick<ScaledConfiguration, 'epochs' | 'teacherShare' | 'distillationShare'>): Phases {
  const within = (value: number, most: number): number => Math.max(1, Math.min(most, Math.round(value)));
  const distillation = within(teacherShare * epochs, epochs - 2);
  return {
    distillation,
    tuning: distillation + within(distillationShare * epochs, epochs - 1 - distillation),
  };
}
