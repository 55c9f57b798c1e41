import { MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import type { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import type { EvidenceContext, EvidenceEncounter } from './evidence-context.ts';
import { patientRecordReader, type PatientRecord, type RecordParts } from './patient-record.ts';
import { readCoverage } from './states.ts';
import { readTimedSources } from './timed-sources.ts';

export interface ContextOptions extends RecordParts {
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
  { leftOut, ...parts }: ContextOptions,
): (encounter: EvidenceEncounter) => EvidenceContext {
  const readRecord = patientRecordReader(db, parts);
  const coverage = readCoverage(db, timing);
  const timedSources = readTimedSources(db);
  const lookBackMinutes = lookBackHours === null ? Infinity : lookBackHours * MINUTES_PER_HOUR;
  let person: { readonly id: number; readonly record: PatientRecord } | undefined;
  return (encounter) => {
    const id = encounter.patientId;
    const { record } = person?.id === id ? person : (person = { id, record: readRecord(id) });
    const source = record.admissions[0]?.sourceId ?? -1;
    const covered = coverage.get(source) ?? new Set();
    const timed = timedSources.has(source);
    return { encounter, record, timed, timing, inputs, lookBackMinutes, covered, leftOut };
  };
}
