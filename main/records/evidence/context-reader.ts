import { MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import type { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import type { EvidenceContext, EvidenceEncounter } from './evidence-context.ts';
import { patientRecordReader, type PatientRecord } from './patient-record.ts';
import { readCoverage } from './states.ts';

export interface ContextOptions {
  /** Whether the texts of notes are read; without them they are empty. */
  readonly noteText: boolean;
  readonly leftOut: Tally;
}

/** The record behind each encounter, in the order given. */
export function* readContexts(
  db: Database,
  cohort: CohortDefinition,
  encounters: Iterable<EvidenceEncounter>,
  options: ContextOptions,
): Generator<EvidenceContext> {
  const read = contextReader(db, cohort, options);
  for (const encounter of encounters) yield read(encounter);
}

/**
 * Reads the record behind one encounter after the other. One person's is in memory at a time, so encounters of a person
 * should follow each other.
 */
export function contextReader(
  db: Database,
  { timing, inputs, lookBackHours }: CohortDefinition,
  { noteText, leftOut }: ContextOptions,
): (encounter: EvidenceEncounter) => EvidenceContext {
  const readRecord = patientRecordReader(db, { noteText });
  const coverage = readCoverage(db, timing);
  const lookBackMinutes = lookBackHours === null ? Infinity : lookBackHours * MINUTES_PER_HOUR;
  let person: { readonly id: number; readonly record: PatientRecord } | undefined;
  return (encounter) => {
    const id = encounter.patientId;
    const { record } = person?.id === id ? person : (person = { id, record: readRecord(id) });
    const covered = coverage.get(record.admissions[0]?.sourceId ?? -1) ?? new Set();
    return { encounter, record, timing, inputs, lookBackMinutes, covered, leftOut };
  };
}
