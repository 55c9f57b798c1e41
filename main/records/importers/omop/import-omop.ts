import { countByFile, fileOf, type ImportWork, load } from '../import-work.ts';
import { stageTimedRecords } from '../timed-records/import-timed.ts';
import { createPeople, createStays } from '../timed-records/stays.ts';
import type { TimedRecords } from '../timed-records/timed-records.ts';
import { EVENT_TABLES, MEASUREMENT, NOTE } from './event-tables.ts';
import { createEventViews, TIMED_EVENTS } from './events.ts';
import { createNotes, NOTES } from './notes.ts';
import { people } from './people.ts';
import { DEATH, OBSERVATION_PERIOD, PERSON } from './people-tables.ts';
import { createResults, RESULTS } from './results.ts';
import { createUnits, ICU_STAYS, UNUSED_DETAILS } from './units.ts';
import { CARE_SITE, VISIT_DETAIL, VISIT_OCCURRENCE } from './visit-tables.ts';
import { createVisitKinds, LONG_VISITS } from './visit-kinds.ts';
import { stays } from './visits.ts';
import { collectConcepts, CONCEPT, createVocabulary } from './vocabulary.ts';
import { sentence } from '../../../../models/wording.ts';

/** Reads the tables of a Common Data Model, checks every row and stages the records. */
export async function importOmop(work: ImportWork): Promise<void> {
  const { session } = work;
  const records = recordsOf(work);
  for (const spec of [PERSON, DEATH, OBSERVATION_PERIOD]) await load(work, spec);
  await createPeople(session, records);
  for (const spec of [VISIT_OCCURRENCE, VISIT_DETAIL, CARE_SITE]) await load(work, spec);
  await createVisitKinds(session);
  await createUnits(session);
  await createStays(session, records);
  await accountForVisits(work);
  for (const { spec } of EVENT_TABLES) await load(work, spec);
  await load(work, MEASUREMENT.spec);
  await load(work, NOTE);
  await collectConcepts(session);
  await load(work, CONCEPT);
  await createVocabulary(session);
  await createEventViews(session);
  await createResults(session);
  await createNotes(session);
  await stageTimedRecords(work, records);
}

async function accountForVisits(work: ImportWork): Promise<void> {
  const { account } = work;
  for (const { file, count } of await countByFile(work, UNUSED_DETAILS)) account.moveToUnused(file, count);
  for (const { file, count } of await countByFile(work, LONG_VISITS)) {
    account.warn({
      code: 'long_visit',
      file,
      count,
      message: sentence`a visit to an emergency room or clinic lasted longer than a day: it is taken for an admission`,
    });
  }
}

function recordsOf(work: ImportWork): TimedRecords {
  const deathsAreKnown = fileOf(work, DEATH) !== undefined;
  return {
    people: people(deathsAreKnown),
    stays: stays(deathsAreKnown),
    unnamedStays: ICU_STAYS,
    events: TIMED_EVENTS,
    notes: [NOTES],
    results: RESULTS,
  };
}
