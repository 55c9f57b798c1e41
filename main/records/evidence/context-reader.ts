import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import type { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import type { EvidenceContext, EvidenceEncounter } from './evidence-context.ts';
import { type NotesRead, patientRecordReader, type PatientRecord } from './patient-record.ts';
import { readCoverage } from './states.ts';
import { readTimedSources } from './timed-sources.ts';

export interface ContextOptions {
  readonly notes: NotesRead;
  readonly leftOut: Tally;
}

/**
 * The record behind each encounter, in the order given. One person's is in memory at a time, so encounters of a
 * person should follow each other.
 */
export function* readContexts(
  db: Database,
  { timing, inputs }: CohortDefinition,
  encounters: Iterable<EvidenceEncounter>,
  { notes, leftOut }: ContextOptions,
): Generator<EvidenceContext> {
  const readRecord = patientRecordReader(db, notes);
  const coverage = readCoverage(db, timing);
  const timedSources = readTimedSources(db);
  let person: { readonly id: number; readonly record: PatientRecord } | undefined;
  for (const encounter of encounters) {
    const id = encounter.patientId;
    const { record } = person?.id === id ? person : (person = { id, record: readRecord(id) });
    const source = record.admissions[0]?.sourceId ?? -1;
    const covered = coverage.get(source) ?? new Set();
    yield { encounter, record, timed: timedSources.has(source), timing, inputs, covered, leftOut };
  }
}
