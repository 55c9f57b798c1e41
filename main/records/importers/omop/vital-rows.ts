import { type CodedRows, isUnit } from '../coded-vital-checks.ts';
import type { VitalCode } from '../coded-vitals.ts';
import type { VitalUnit } from '../vital-signs.ts';

/** The standard concepts of LOINC codes, which hold whether the folder has a vocabulary or not. */
const CONCEPTS: Readonly<Record<VitalCode, number>> = {
  '8867-4': 3027018,
  '8480-6': 3004249,
  '8462-4': 3012888,
  '8478-0': 3027598,
  '9279-1': 3024171,
  '8310-5': 3020891,
  '2708-6': 3016502,
  '59408-5': 40762499,
  '29463-7': 3025315,
  '8302-2': 3036277,
};

const PER_MINUTE = [8541, 8483];

/** Concepts of units, in their old and their present numbers. */
const UNITS: Readonly<Partial<Record<VitalUnit, readonly number[]>>> = {
  bpm: PER_MINUTE,
  'insp/min': PER_MINUTE,
  mmHg: [8876],
  '°C': [586323, 8653],
  '°F': [9289],
  '%': [8554],
  kg: [9529],
  lb: [8739],
  cm: [8582],
};

/** Measurements that are vital signs, by their standard concept or by a source that writes LOINC codes itself. */
export const VITAL_ROWS: CodedRows = {
  column: 'value_as_number',
  isOf: (code, row) =>
    `${row}.measurement_concept_id = ${CONCEPTS[code]} OR ${row}.measurement_source_value = '${code}'`,
  number: (row) => `${row}.value_as_number`,
  isIn: (unit, row) =>
    [
      ...(UNITS[unit] ?? []).map((id) => `${row}.unit_concept_id = ${id}`),
      isUnit(`${row}.unit_source_value`, unit),
    ].join(' OR '),
  hasNoUnit: (row) => `coalesce(${row}.unit_concept_id, 0) = 0 AND ${row}.unit_source_value IS NULL`,
};
