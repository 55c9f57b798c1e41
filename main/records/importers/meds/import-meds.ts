import { countByFile, type ImportWork, load } from '../import-work.ts';
import { stageTimedRecords } from '../timed-records/import-timed.ts';
import { createPeople, createStays } from '../timed-records/stays.ts';
import type { TimedRecords } from '../timed-records/timed-records.ts';
import { createViews, NOTES, RESULTS, TIMED_EVENTS } from './events.ts';
import { createRows, findCodes, tellUnusedCodes } from './known-codes.ts';
import { createPersonFacts, PEOPLE } from './people.ts';
import { BEGUN_AGAIN, createBegunStays, ENDS_BEFORE, ICU_STAYS, stays } from './stays.ts';
import { CODES, DATA, OWN_RULES } from './tables.ts';
import { sentence } from '../../../../models/wording.ts';

/** Reads the shards of a dataset, checks every row and stages the records. */
export async function importMeds(work: ImportWork): Promise<void> {
  const { session } = work;
  await load(work, OWN_RULES);
  await findCodes(work);
  await load(work, DATA);
  await load(work, CODES);
  await createRows(session);
  await createPersonFacts(session);
  const records = await recordsOf(work);
  await createPeople(session, records);
  await createBegunStays(session);
  await createStays(session, records);
  await createViews(session);
  await accountForRows(work);
  await stageTimedRecords(work, records);
}

async function recordsOf({ session }: ImportWork): Promise<TimedRecords> {
  const deaths = await session.number(`SELECT count(*) FROM known_code WHERE use = 'death'`);
  return {
    people: PEOPLE,
    stays: stays(deaths > 0),
    unnamedStays: ICU_STAYS,
    events: TIMED_EVENTS,
    notes: [NOTES],
    results: RESULTS,
  };
}

/** Facts of the person alone need no time. */
const WITHOUT_TIME = `
  SELECT file_id, count(*) AS n FROM meds_row WHERE time IS NULL AND use NOT IN ('sex', 'race') GROUP BY file_id`;

async function accountForRows(work: ImportWork): Promise<void> {
  const { account } = work;
  await tellUnusedCodes(work);
  for (const { file, count } of await countByFile(work, WITHOUT_TIME)) {
    account.moveToUnused(file, count);
    account.warn({ code: 'no_time', file, count, message: sentence`time is empty: the row is not used` });
  }
  for (const { file, count } of await countByFile(work, BEGUN_AGAIN)) account.moveToUnused(file, count);
  for (const { file, count } of await countByFile(work, ENDS_BEFORE)) {
    const message = sentence`the stay ends before it starts: its end is not used`;
    account.warn({ code: 'discharge_before_admission', file, count, message });
  }
}
