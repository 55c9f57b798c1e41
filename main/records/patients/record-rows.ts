import { pathSteps } from '../../../models/features/path-codes.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { RecordRow } from '../../api/services.ts';
import { MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { Database } from '../database.ts';
import { type Dictionary, openDictionary } from '../evidence/dictionary.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import type { LabRow } from '../evidence/lab-rows.ts';
import type { NoteRow } from '../evidence/patient-record.ts';
import { type AdmissionRecord, admissionRecord } from './admission-record.ts';
import { shownAge } from './encounter-header.ts';

/** Rows before a page is cut out of them: only the rows of the page are then looked up and written out. */
type LazyRow = () => RecordRow;

interface RecordQuery {
  readonly encounter: string;
  readonly modality: ModalityName;
  readonly offset: number;
  readonly limit: number;
}

/**
 * One page of the raw rows of a modality in a stay, by time, each with the file and line it was read from. Everything
 * recorded is shown, also what came after a prediction time.
 * @throws {LacunaError} `not_found`.
 */
export function recordRows(db: Database, query: RecordQuery): { total: number; rows: RecordRow[] } {
  const record = admissionRecord(db, query.encounter);
  const rows = rowsOf(db, record, query.modality);
  const page = rows.slice(query.offset, query.offset + query.limit);
  return { total: rows.length, rows: page.map((row) => row()) };
}

function rowsOf(db: Database, record: AdmissionRecord, modality: ModalityName): LazyRow[] {
  const codes = openDictionary(db);
  return [...sourceRows(db, record, { modality, codes }), ...stayEventRows(record, modality, codes)];
}

/** Events of a source that knows their minute; what was entered later than it happened is placed where it happened. */
function stayEventRows(record: AdmissionRecord, modality: ModalityName, codes: Dictionary): LazyRow[] {
  const start = record.admission.startMinute;
  const own = record.stayEvents.filter((row) => row.modality === modality);
  return byTime(own, ({ eventMinute }) => eventMinute).map((row) => () => {
    const coded = codedRow(row, codes);
    const steps = pathSteps(coded.system ?? '', coded.code ?? '');
    return {
      ...coded,
      name: steps === null ? coded.name : steps.slice(-2).join(', '),
      hours: hoursAfter(start, row.eventMinute),
    };
  });
}

const NOTE_NAMES: Readonly<Record<NoteRow['kind'], string>> = {
  discharge: 'Discharge summary',
  radiology: 'Radiology report',
  other: 'Note',
};

function sourceRows(
  db: Database,
  record: AdmissionRecord,
  { modality, codes }: { readonly modality: ModalityName; readonly codes: Dictionary },
): LazyRow[] {
  const start = record.admission.startMinute;
  switch (modality) {
    case 'demographics':
      return demographicRows(record, codes);
    case 'notes':
      return byTime(record.notes, ({ chartMinute }) => chartMinute).map((row) => () => ({
        ...plainRow(row, codes),
        name: NOTE_NAMES[row.kind],
        value: row.text,
        hours: hoursAfter(start, row.chartMinute),
      }));
    case 'labs':
      return labRows(db, record, codes);
    case 'diagnoses':
      return record.diagnoses.map((row) => () => codedRow(row, codes));
    case 'procedures':
      return byTime(record.procedures, (row) => row.startMinute ?? row.chartMinute).map((row) => () => ({
        ...codedRow(row, codes),
        hours: hoursAfter(start, row.startMinute ?? row.chartMinute),
      }));
    case 'medications':
      return byTime(record.medications, ({ startMinute }) => startMinute).map((row) => () => ({
        ...codedRow(row, codes),
        hours: hoursAfter(start, row.startMinute),
      }));
  }
}

interface Placed {
  readonly fileId: number;
  readonly line: number;
}

function plainRow({ fileId, line }: Placed, codes: Dictionary): RecordRow {
  return {
    name: '',
    code: null,
    system: null,
    value: null,
    unit: null,
    reference: null,
    abnormal: false,
    hours: null,
    file: codes.file(fileId),
    line,
  };
}

function codedRow(row: Placed & { readonly conceptId: number }, codes: Dictionary): RecordRow {
  const { system, code, name } = codes.concept(row.conceptId);
  return { ...plainRow(row, codes), name: name ?? code, code, system };
}

/** What MIMIC puts in the place of a text that it took out. */
const TAKEN_OUT = '___';

/** A result as the source says it, in words where it has any. */
function saidOf(text: string | null, value: number | null): string | null {
  if (value !== null && (text === null || text === TAKEN_OUT)) return String(value);
  return text;
}

function labRows(db: Database, { labs, admission }: AdmissionRecord, codes: Dictionary): LazyRow[] {
  const dictionary = openLabDictionary(db);
  return byTime(labs, ({ chartMinute }) => chartMinute).map((row: LabRow) => () => {
    const { unit, low, high } = dictionary.rangeOf(row);
    return {
      ...codedRow({ ...row, conceptId: dictionary.conceptOf(row) }, codes),
      value: saidOf(dictionary.textOf(row), row.value),
      unit,
      reference: referenceText(low, high),
      abnormal: row.abnormal,
      hours: hoursAfter(admission.startMinute, row.chartMinute),
    };
  });
}

function demographicRows({ admission, sex }: AdmissionRecord, codes: Dictionary): LazyRow[] {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['Age, years', shownAge(admission.ageYears)],
    ['Sex', sex],
    ['Admission type', admission.admissionType],
    ['Admission location', admission.admissionLocation],
    ['Race', admission.race],
    ['Language', admission.language],
    ['Insurance', admission.insurance],
    ['Marital status', admission.maritalStatus],
  ];
  return facts.map(([name, value]) => () => ({
    ...plainRow(admission, codes),
    name,
    value: value === null ? null : String(value),
    hours: 0,
  }));
}

function referenceText(low: number | null, high: number | null): string | null {
  if (low === null) return high === null ? null : `up to ${high}`;
  return high === null ? `from ${low}` : `${low} to ${high}`;
}

function hoursAfter(start: number, minute: number | null): number | null {
  return minute === null ? null : (minute - start) / MINUTES_PER_HOUR;
}

/** Rows without a time come last. */
function byTime<Row>(rows: readonly Row[], minuteOf: (row: Row) => number | null): Row[] {
  return rows.toSorted((a, b) => (minuteOf(a) ?? Infinity) - (minuteOf(b) ?? Infinity));
}
