import type { TableSpec } from './table-spec.ts';

/**
 * The columns by which a row points to its person and its stay. DuckDB has the people in `patient` and the stays in
 * `encounter`, each with the `key` that the source gives them.
 */
export interface Link {
  /** Column of the person. Without one, the stay says who it is. */
  readonly patient?: string;
  /** Column of the stay. Beside a person it may be empty; otherwise it must be known. */
  readonly encounter?: string;
}

const NAMED_LINKS = {
  patient: { patient: 'subject_id' },
  encounter: { patient: 'subject_id', encounter: 'hadm_id' },
  admission: { encounter: 'hadm_id' },
  unitStay: { encounter: 'patientunitstayid' },
} as const satisfies Record<string, Link>;

/** The links of MIMIC-IV and eICU, which many of their tables share. */
export type LinkName = keyof typeof NAMED_LINKS;

export function linkOf({ link = {} }: Pick<TableSpec, 'link'>): Link {
  return typeof link === 'string' ? NAMED_LINKS[link] : link;
}

/** A row id that a link adds to its rows; `from` is SQL over the person `p` and the stay `e`. */
export interface LinkedId {
  readonly name: 'patient_id' | 'encounter_id';
  readonly from: string;
}

export function linkedIds({ patient, encounter }: Link): readonly LinkedId[] {
  const person: LinkedId = { name: 'patient_id', from: patient === undefined ? 'e.patient_id' : 'p.id' };
  if (encounter !== undefined) return [person, { name: 'encounter_id', from: 'e.id' }];
  return patient === undefined ? [] : [person];
}

/** The joins of rows `c` that find their person `p` and their stay `e`. */
export function linkJoins({ patient, encounter }: Link): string {
  return [
    ...(patient === undefined ? [] : [`LEFT JOIN patient p ON p.key = c.${patient}`]),
    ...(encounter === undefined ? [] : [`LEFT JOIN encounter e ON e.key = c.${encounter}`]),
  ].join(' ');
}
