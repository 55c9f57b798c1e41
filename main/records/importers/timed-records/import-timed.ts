import { Tally } from '../../cohorts/tally.ts';
import {
  countByFile,
  type ImportWork,
  MOST_NOTES,
  MOST_SORTED,
  stageAll,
  stageByPatient,
} from '../import-work.ts';
import { patientRanges } from '../patient-ranges.ts';
import {
  countLabs,
  createLabDictionaries,
  LAB_ITEM_ROWS,
  LAB_RANGE_ROWS,
  LAB_TEXT_ROWS,
  stageLabBlocks,
  unusualUnitCount,
} from '../stage-labs.ts';
import { stageLabUnits } from '../stage-lab-units.ts';
import { CONCEPT_ROWS, createConcepts } from './concepts.ts';
import { eventsOutside, noteRows, ofPatients, stayEventRows } from './events.ts';
import { ADMISSION_RESULTS, createAdmissionResults, RESULTS_BY_FILE } from './results.ts';
import { stagePeople, UNUSED_STAYS } from './stays.ts';
import type { TimedEvents, TimedRecords } from './timed-records.ts';
import { sentence } from '../../../../models/wording.ts';

const OUTSIDE = {
  code: 'outside_any_admission',
  message: sentence`the event names no admission and happened during none: it is not used`,
} as const;

/**
 * Stages the records of a source, once its people and stays are numbered and all of its files are read: people and
 * admissions, every event and result with the admission that it names or during which it happened, and notes.
 */
export async function stageTimedRecords(work: ImportWork, records: TimedRecords): Promise<void> {
  const { session, staging, progress } = work;
  progress.enter('writing');
  await stagePeople(work);
  for (const { file, count } of await countByFile(work, UNUSED_STAYS)) work.account.moveToUnused(file, count);
  await createAdmissionResults(session, records);
  await countLabs(session, [ADMISSION_RESULTS]);
  await createConcepts(session, records);
  await stageAll(work, [['concept', CONCEPT_ROWS]]);
  await stageByPatient(work, records.notes.map(noteRows), MOST_NOTES);
  for (const events of records.events) await stageEvents(work, events);
  staging.exec(
    `INSERT INTO covered_modality SELECT DISTINCT 1, modality FROM stay_event WHERE modality <> 'notes'`,
  );
  await stageResults(work);
}

async function stageEvents(work: ImportWork, events: TimedEvents): Promise<void> {
  await stageByPatient(work, [stayEventRows(events)]);
  for (const { file, count } of await countOutside(work, events)) {
    work.account.moveToUnused(file, count);
    work.account.warn({ ...OUTSIDE, file, count });
  }
}

/** A line is of one person, so what is counted of some patients adds up. */
async function countOutside(
  work: ImportWork,
  events: TimedEvents,
): Promise<{ file: string; count: number }[]> {
  const counts = new Tally();
  for (const range of await patientRanges(work.session, ofPatients(events.view), MOST_SORTED)) {
    for (const { file, count } of await countByFile(work, eventsOutside(events, range)))
      counts.add(file, count);
  }
  return Object.entries(counts.toRecord()).map(([file, count]) => ({ file, count }));
}

async function stageResults(work: ImportWork): Promise<void> {
  const { session, staging, account } = work;
  await createLabDictionaries(session, [ADMISSION_RESULTS]);
  await stageAll(work, [
    ['lab_item', LAB_ITEM_ROWS],
    ['lab_text', LAB_TEXT_ROWS],
    ['lab_range', LAB_RANGE_ROWS],
  ]);
  const files = await countByFile(work, RESULTS_BY_FILE);
  const names = files.map(({ file }) => file).join(', ');
  await stageLabUnits(work, names);
  await stageLabBlocks(session, staging, { ...ADMISSION_RESULTS, fileIds: files.map(({ id }) => id) });
  account.warn({
    code: 'unusual_unit',
    file: names,
    count: await session.number(unusualUnitCount()),
    message: sentence`the unit is not the one usual for the item`,
  });
}
