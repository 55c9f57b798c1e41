import { SPLITS } from '../../../models/training/dataset.ts';
import type { PatientRow } from '../../api/services.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { Database } from '../database.ts';
import type { EvidenceEncounter } from '../evidence/evidence-context.ts';
import { type BothWays, bothWays } from './list-order.ts';
import { TextColumn } from './text-column.ts';

/** An encounter of a table: of a cohort, with its label and split, or any admission of the database. */
export interface ListedEncounter extends EvidenceEncounter {
  /** `undefined` outside a cohort. */
  readonly label?: LabelledEncounter['label'];
  readonly split?: LabelledEncounter['split'];
}

/** What encounters of a table are named, filtered and put in order by: a column each, by the id of the encounter. */
export interface ListColumns {
  /** Row ids in `encounter`. */
  readonly ids: Uint32Array;
  /** The source's ids. */
  readonly encounters: TextColumn;
  readonly patients: TextColumn;
  /** Positions in `LABELS`; -1 outside a cohort. */
  readonly labels: Int8Array;
  /** Positions in `SPLITS`; -1 outside a cohort. */
  readonly splits: Int8Array;
  readonly byAge: BothWays;
  readonly byLengthOfStay: BothWays;
}

export const LABELS = ['negative', 'positive', 'unlabelled'] as const satisfies PatientRow['label'][];

export const STAY_VALUES_SQL = `
  SELECT id, age_years, end_minute - start_minute FROM encounter WHERE kind = 'admission'`;

/** The columns of encounters, in the order given. */
export function listColumns(db: Database, encounters: readonly ListedEncounter[]): ListColumns {
  const ids = Uint32Array.from(encounters, ({ encounterId }) => encounterId);
  return {
    ids,
    encounters: TextColumn.of(encounters.map(({ encounter }) => encounter)),
    patients: TextColumn.of(encounters.map(({ patient }) => patient)),
    labels: Int8Array.from(encounters, ({ label }) => (label === undefined ? -1 : (label ?? 2))),
    splits: Int8Array.from(encounters, ({ split }) => (split === undefined ? -1 : SPLITS.indexOf(split))),
    ...stayOrders(db, ids),
  };
}

function stayOrders(db: Database, ids: Uint32Array): Pick<ListColumns, 'byAge' | 'byLengthOfStay'> {
  const rows = db
    .prepare<[], [id: number, age: number | null, minutes: number | null]>(STAY_VALUES_SQL)
    .raw()
    .all();
  return {
    byAge: bothWays(aligned(ids, new Map(rows.map(([id, age]) => [id, age])))),
    byLengthOfStay: bothWays(aligned(ids, new Map(rows.map(([id, , minutes]) => [id, minutes])))),
  };
}

/** Values by row id in the order of a list; `NaN` = not known. */
export function aligned(ids: Uint32Array, values: ReadonlyMap<number, number | null>): Float64Array {
  return Float64Array.from(ids, (id) => values.get(id) ?? Number.NaN);
}
