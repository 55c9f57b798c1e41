import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { readContexts } from './context-reader.ts';
import type { EvidenceEncounter } from './evidence-context.ts';
import { selectEvents } from './select-events.ts';
import { foundStates, type FoundStates } from './states.ts';

/**
 * The three states of every modality of each encounter, in the order given, as evidence finds them.
 * @param leftOut counts, by modality, the events that were not yet available.
 */
export function* presenceOf(
  db: Database,
  cohort: CohortDefinition,
  encounters: Iterable<EvidenceEncounter>,
  leftOut = new Tally(),
): Generator<FoundStates> {
  for (const context of readContexts(db, cohort, encounters, { noteText: false, leftOut })) {
    yield foundStates(selectEvents(context), context);
  }
}
