import type { RandomStream } from '../random/random-stream.ts';

/** A member trains on its rows; where it stops early, `monitor` chooses its epoch. */
export interface MemberRows {
  readonly rows: Int32Array;
  readonly monitor: Int32Array;
}

const FOLDS = 5;

/**
 * Deals training patients to folds, those with a positive row and those without apart, and holds one fold out for
 * each member: at least five folds, so that a member trains on four fifths or more.
 * @param patients, labels of all rows.
 */
export function holdOutFolds(
  trainingRows: Int32Array,
  { patients, labels }: { readonly patients: readonly string[]; readonly labels: Uint8Array },
  members: number,
  random: RandomStream,
): MemberRows[] {
  const folds = Math.max(members, FOLDS);
  const positive = new Map<string, boolean>();
  for (const row of trainingRows) {
    const patient = patients[row] ?? '';
    positive.set(patient, positive.get(patient) === true || labels[row] === 1);
  }
  const foldOf = new Map<string, number>();
  for (const stratum of [true, false]) {
    const names = [...positive].filter(([, has]) => has === stratum).map(([name]) => name);
    const order = random.fork(`folds-${stratum}`).permutation(names.length);
    order.forEach((index, position) => foldOf.set(names[index] ?? '', position % folds));
  }
  const inFold = (row: number, fold: number): boolean => foldOf.get(patients[row] ?? '') === fold;
  return Array.from({ length: members }, (_, member) => ({
    rows: trainingRows.filter((row) => !inFold(row, member)),
    monitor: trainingRows.filter((row) => inFold(row, member)),
  }));
}
