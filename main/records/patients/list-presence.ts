import { MODALITIES, type ModalityName, perModality } from '../../../models/modalities/modality.ts';
import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import type { Database } from '../database.ts';
import { presenceOf } from '../evidence/presence.ts';
import type { FoundState, FoundStates } from '../evidence/states.ts';
import type { ListedEncounter } from './list-columns.ts';
import { stableOrder } from './stable-order.ts';

/** Which modalities are there at the prediction times of a list's encounters. */
export interface ListPresence {
  /** The states at some positions, in the order given. */
  readonly statesAt: (positions: readonly number[]) => FoundStates[];
  /** 1 at the positions where a modality is present. */
  readonly present: (modality: ModalityName) => Uint8Array;
}

/** The states of a list, a bit a modality in the fixed order. */
export interface StateBits {
  readonly present: Uint8Array;
  readonly noneRecorded: Uint8Array;
}

/** As the records say when it is asked for: those of a modality are all read for the first filter by it. */
export function recordedPresence(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly ListedEncounter[],
): ListPresence {
  const known = new Map<ModalityName, Uint8Array>();
  return {
    statesAt: (positions) => {
      const some = positions.flatMap((position) => encounters[position] ?? []);
      return Array.from(presenceOf(db, cohort, some), ({ states }) => states);
    },
    present: (modality) => {
      const found = known.get(modality) ?? new Uint8Array(encounters.length);
      if (known.has(modality)) return found;
      const positions = asStored(encounters);
      let i = 0;
      for (const { states } of presenceOf(db, cohort, inOrder(encounters, positions), {
        modalities: [modality],
      })) {
        found[positions[i] ?? 0] = states[modality] === 'present' ? 1 : 0;
        i += 1;
      }
      known.set(modality, found);
      return found;
    },
  };
}

/** As they were found before. */
export function keptPresence({ present, noneRecorded }: StateBits): ListPresence {
  const stateAt = (position: number, bit: number): FoundState => {
    if (((present[position] ?? 0) & bit) !== 0) return 'present';
    return ((noneRecorded[position] ?? 0) & bit) !== 0 ? 'noneRecorded' : 'unavailable';
  };
  return {
    statesAt: (positions) =>
      positions.map((position) => perModality((modality) => stateAt(position, bitOf(modality)))),
    present: (modality) => {
      const bit = bitOf(modality);
      return present.map((bits) => ((bits & bit) !== 0 ? 1 : 0));
    },
  };
}

/** Reads the states of all encounters of a list, and says after each how many are read. */
export function* readStateBits(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly ListedEncounter[],
): Generator<number, StateBits> {
  const present = new Uint8Array(encounters.length);
  const noneRecorded = new Uint8Array(encounters.length);
  const positions = asStored(encounters);
  let done = 0;
  for (const { states } of presenceOf(db, cohort, inOrder(encounters, positions))) {
    const position = positions[done] ?? 0;
    for (const modality of MODALITIES) {
      if (states[modality] === 'present') present[position] = (present[position] ?? 0) | bitOf(modality);
      if (states[modality] === 'noneRecorded')
        noneRecorded[position] = (noneRecorded[position] ?? 0) | bitOf(modality);
    }
    done += 1;
    yield done;
  }
  return { present, noneRecorded };
}

function bitOf(modality: ModalityName): number {
  return 1 << MODALITIES.indexOf(modality);
}

/** Positions in the order in which records are stored, a person's together: so each is read once. */
function asStored(encounters: readonly ListedEncounter[]): Uint32Array {
  const people = Float64Array.from(encounters, ({ patientId }) => patientId);
  return stableOrder(people, { descending: false });
}

function* inOrder(
  encounters: readonly ListedEncounter[],
  positions: Uint32Array,
): Generator<ListedEncounter> {
  for (const position of positions) {
    const encounter = encounters[position];
    if (encounter !== undefined) yield encounter;
  }
}
