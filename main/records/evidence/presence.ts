import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { contextReader } from './context-reader.ts';
import type { EvidenceOptions } from './evidence.ts';
import type { EvidenceEncounter } from './evidence-context.ts';
import { type SelectedEvents, selectEvents } from './select-events.ts';
import { foundStates, type FoundStates } from './states.ts';

/** What a model may use of an encounter, as rows, with the states that follow from it. */
export interface FoundPresence {
  readonly selected: SelectedEvents;
  readonly states: FoundStates;
}

/** The three states of every modality of each encounter, in the order given, as evidence finds them. */
export function* presenceOf(
  db: Database,
  cohort: CohortDefinition,
  encounters: Iterable<EvidenceEncounter>,
  options: EvidenceOptions = {},
): Generator<FoundPresence> {
  const read = presenceReader(db, cohort, options);
  for (const encounter of encounters) yield read(encounter);
}

/** Finds the states of one encounter after the other; encounters of a person should follow each other. */
export function presenceReader(
  db: Database,
  cohort: CohortDefinition,
  { leftOut = new Tally(), modalities = MODALITIES }: EvidenceOptions = {},
): (encounter: EvidenceEncounter) => FoundPresence {
  // Everybody has demographics: nothing need be read to find them.
  const searched = modalities.filter((modality) => modality !== 'demographics');
  const read = contextReader(db, cohort, { notes: 'noteHeads', leftOut, modalities: searched });
  return (encounter) => {
    const context = read(encounter);
    const selected = selectEvents(context);
    return { selected, states: foundStates(selected, context) };
  };
}
