import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { Taught } from './distiller.ts';
import type { Lane } from './sequence.ts';

/** What a run of distillation has decided and done, as a checkpoint keeps it. */
export interface DistillationState {
  /** `null` before the distillation. */
  readonly lanes: readonly Lane[] | null;
  readonly taught: Taught;
  /** Updates of the students so far. */
  readonly steps: number;
}

const modality = z.int().min(0);

const distillationState = z.object({
  lanes: z
    .array(z.object({ student: modality, teachers: z.array(modality).min(1), weight: z.number().positive() }))
    .nullable(),
  taught: z.array(z.array(z.boolean())),
  steps: z.int().min(0),
});

/** @throws {ModelError} `serialization`. */
export function readDistillationState(state: unknown): DistillationState {
  const parsed = distillationState.safeParse(state);
  if (parsed.success) return parsed.data;
  const problem = z.prettifyError(parsed.error);
  throw new ModelError('serialization', `expected the state of a distillation: ${problem}`);
}
