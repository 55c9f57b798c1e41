import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { readContexts } from './context-reader.ts';
import type { EvidenceEncounter } from './evidence-context.ts';
import { type SelectedEvents, selectEvents } from './select-events.ts';
import { foundStates, type FoundStates } from './states.ts';

/** What a model may use of an encounter, as rows, with the states that follow from it. */
export interface FoundPresence {
  readonly selected: SelectedEvents;
  readonly states: FoundStates;
}

/**
 * The three states of every modality of each encounter, in the order given, as evidence finds them.
 * @param leftOut counts, by modality, the events that were not yet available.
 */
export function* presenceOf(
  db: Database,
  cohort: CohortDefinition,
  encounters: Iterable<EvidenceEncounter>,
  leftOut = new Tally(),
): Generator<FoundPresence> {
  for (const context of readContexts(db, cohort, encounters, { notes: 'noteHeads', leftOut })) {
    const selected = selectEvents(context);
    yield { selected, states: foundStates(selected, context) };
  }
}
