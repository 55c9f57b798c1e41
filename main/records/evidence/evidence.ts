import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import { type CohortDefinition, defineCohort } from '../cohorts/cohort-definition.ts';
import { findEncounter } from '../cohorts/find-encounter.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { refuseLateSources } from '../lint/late-codes.ts';
import { refuseLateRows } from '../lint/late-rows.ts';
import { type ContextOptions, readContexts } from './context-reader.ts';
import { openDictionary } from './dictionary.ts';
import { encounterEvidence } from './encounter-evidence.ts';
import type { EvidenceEncounter } from './evidence-context.ts';
import { openLabDictionary } from './lab-dictionary.ts';
import { selectEvents } from './select-events.ts';
import { readTimedSources } from './timed-sources.ts';

export interface EvidenceOptions {
  /** Counts, by modality, the events of these encounters that were not yet available and are left out. */
  readonly leftOut?: Tally;
  /** Only what these are made of is read, and of the others nothing is said; default: all six. */
  readonly modalities?: readonly ModalityName[] | undefined;
}

/**
 * All that a model may know of each encounter at its prediction time, in the order given. The record of one person is
 * in memory at a time, so encounters of a person should follow each other.
 * @throws {LacunaError} `leakage` when the timing admits what was not yet written at the prediction time.
 */
export function evidenceFor(
  db: Database,
  spec: CohortSpec,
  encounters: readonly EvidenceEncounter[],
  { leftOut = new Tally(), modalities }: EvidenceOptions = {},
): Iterable<EncounterEvidence> {
  const cohort = defineCohort(spec);
  refuseLateSources(cohort, encounters.length);
  return readEvidence(db, cohort, encounters, { leftOut, modalities });
}

/**
 * All that a model may know of one encounter, by the same code as for many.
 * @param encounter the source's id, or `source:id`.
 * @throws {LacunaError} `not_found`, `model_mismatch` when the rules of the cohort leave the encounter out, `leakage`.
 */
export function evidenceOf(db: Database, spec: CohortSpec, encounter: string): EncounterEvidence {
  const found = findEncounter(db, spec, encounter);
  for (const evidence of evidenceFor(db, spec, [found])) return evidence;
  throw new RangeError('an encounter has evidence');
}

function* readEvidence(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly EvidenceEncounter[],
  options: Pick<ContextOptions, 'leftOut' | 'modalities'>,
): Generator<EncounterEvidence> {
  const dictionaries = { codes: openDictionary(db), labs: openLabDictionary(db) };
  // No other note is ever evidence of that timing, and there are many more of them.
  // Of a source with timed records every note stored by the discharge counts, beside the summary.
  const summariesAlone = cohort.timing === 'retrospective' && readTimedSources(db).size === 0;
  const notes = summariesAlone ? 'summaries' : 'allNotes';
  for (const context of readContexts(db, cohort, encounters, { notes, ...options })) {
    const selected = selectEvents(context);
    refuseLateRows(selected, context.encounter.predictionMinute);
    yield encounterEvidence(context, selected, dictionaries);
  }
}
