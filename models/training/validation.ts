import { maskModalities } from '../hashing/mask.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { BatchRows } from '../network/batch.ts';
import { memberLogits, type WeightedNetwork } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { softplus } from '../statistics/sigmoid.ts';
import type { Filling } from '../substitution/filling.ts';
import type { PreparedRun } from './prepare.ts';

/** The missing rates that models are judged at: as recorded, and half of what is there masked. */
export const JUDGED_RATES = [0, 0.5] as const;

/** More rows of a member than this do not judge it better. */
const MAXIMUM_ROWS = 4_096;

/** Rows with the modalities that a mask of this rate leaves in use. */
export function maskedRows(
  inputs: ModelInputs,
  encounters: readonly string[],
  rows: Int32Array,
  { rate, seed }: { readonly rate: number; readonly seed: number },
): BatchRows {
  const M = inputs.modalities.length;
  const used = new Uint8Array(rows.length * M);
  rows.forEach((row, i) => {
    const present: ModalityName[] = inputs.modalities.filter((_, m) => inputs.usable[row * M + m] === 1);
    const { kept } = maskModalities({ seed, encounter: encounters[row] ?? '', present, rate });
    for (const modality of kept) used[i * M + inputs.modalities.indexOf(modality)] = 1;
  });
  return { rows, used };
}

/** Mean log-loss of logits, in nats. */
export function logLoss(labels: ArrayLike<number>, logits: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    const logit = logits[i] ?? 0;
    sum += softplus(labels[i] === 1 ? -logit : logit);
  }
  return sum / Math.max(logits.length, 1);
}

/** Loss of each member on the rows that choose its epoch. */
export interface MemberLosses {
  /** With everything as recorded: what the adversary is judged by. */
  readonly asRecorded: readonly number[];
  /** Mean over the judged rates: what the epoch is chosen by. */
  readonly mean: readonly number[];
}

/** Judges members at the ends of semantic blocks. Masks are drawn once and are the same throughout a run. */
export class Judge {
  readonly #run: PreparedRun;
  /** One list a rate, one entry a member. */
  readonly #rows: readonly (readonly BatchRows[])[];

  constructor(run: PreparedRun) {
    this.#run = run;
    const { inputs, encounters, members, configuration } = run;
    this.#rows = JUDGED_RATES.map((rate) =>
      members.map(({ monitor }) =>
        maskedRows(inputs, encounters, monitor.subarray(0, MAXIMUM_ROWS), { rate, seed: configuration.seed }),
      ),
    );
  }

  losses(model: WeightedNetwork, filling: Filling): MemberLosses {
    const { inputs, labels } = this.#run;
    const [asRecorded = [], ...others] = this.#rows.map((rows) =>
      memberLogits(model, { inputs, rows, filling }).map((logits, member) =>
        logLoss(
          Array.from(rows[member]?.rows ?? [], (row) => labels[row] ?? 0),
          logits,
        ),
      ),
    );
    const rates = [asRecorded, ...others];
    return {
      asRecorded,
      mean: asRecorded.map((_, member) => rates.reduce((sum, r) => sum + (r[member] ?? 0), 0) / rates.length),
    };
  }
}
