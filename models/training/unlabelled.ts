import { asRecorded, type BatchRows } from '../network/batch.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { FusionKind } from './configuration.ts';
import type { VectorizedEncounters } from './dataset.ts';
import type { MemberRows } from './folds.ts';
import { sentence, type Sentence } from '../wording.ts';

/** Fusions with a loss that needs no label, which ask for training encounters that have none. */
const LEARNS_UNLABELLED: readonly FusionKind[] = ['muse+'];

/** Whether a model learns from encounters without a label too. */
export function learnsUnlabelled({ fusion }: { readonly fusion: FusionKind }): boolean {
  return LEARNS_UNLABELLED.includes(fusion);
}

/** What a person should know who asks for a model that learns from them, where there are none. */
export function unlabelledWarnings(
  { fusion }: { readonly fusion: FusionKind },
  unlabelled: VectorizedEncounters | null | undefined,
): Sentence[] {
  const found = unlabelled?.encounters.length ?? 0;
  return learnsUnlabelled({ fusion }) && found === 0
    ? [
        sentence`no training encounter is without a label: fusion ${fusion} learns as the same without unlabelled ones does`,
      ]
    : [];
}

/** Rows without a label. */
export interface UnlabelledRows {
  /** Of each member. */
  readonly rows: readonly Int32Array[];
  /** How many join a batch for each labelled row, at most 1. */
  readonly share: number;
}

/**
 * Deals rows without a label to the members: to each those of patients who do not choose its epoch. As many join a batch
 * as there are to a labelled row, but no more than these, so that a step takes twice the memory at most.
 * @param patients of all rows.
 */
export function dealUnlabelled(
  unlabelled: Int32Array,
  members: readonly MemberRows[],
  patients: readonly string[],
): UnlabelledRows {
  const rows = members.map(({ monitor }) => {
    const judges = new Set(Array.from(monitor, (row) => patients[row]));
    return unlabelled.filter((row) => !judges.has(patients[row]));
  });
  const shares = members.map((own, member) => (rows[member]?.length ?? 0) / own.rows.length);
  return { rows, share: Math.min(1, ...shares) };
}

/** A batch in which some rows have no label. */
export interface JoinedBatch {
  readonly members: readonly BatchRows[];
  /** Rows that the losses of labels count, one list a member, 0 or 1; absent = all. */
  readonly counted?: readonly Uint8Array[];
}

/**
 * Adds rows without a label to the batch of each member, drawn anew in every step and used as recorded.
 * @param counted of the labelled rows; absent = all.
 */
export function joinUnlabelled(
  members: readonly BatchRows[],
  { inputs, unlabelled }: { readonly inputs: ModelInputs; readonly unlabelled: UnlabelledRows },
  random: RandomStream,
  counted?: readonly Uint8Array[],
): JoinedBatch {
  const size = members[0]?.rows.length ?? 0;
  const added = Math.floor(size * unlabelled.share);
  return {
    members: members.map((own, member) => {
      const joined = asRecorded(inputs, drawDistinct(unlabelled.rows[member] ?? NO_ROWS, added, random));
      return {
        rows: Int32Array.from([...own.rows, ...joined.rows]),
        used: Uint8Array.from([...own.used, ...joined.used]),
      };
    }),
    counted: members.map((_, member) => {
      const counts = new Uint8Array(size + added);
      counts.set(counted?.[member] ?? new Uint8Array(size).fill(1));
      return counts;
    }),
  };
}

const NO_ROWS = new Int32Array(0);

/** Some of the rows, no two alike. @see Floyd's algorithm, Bentley 1987, "A sample of brilliance" */
function drawDistinct(rows: Int32Array, count: number, random: RandomStream): Int32Array {
  const places = new Set<number>();
  for (let last = rows.length - count; last < rows.length; last += 1) {
    const place = random.int(last + 1);
    places.add(places.has(place) ? last : place);
  }
  return Int32Array.from(places, (place) => rows[place] ?? 0);
}
