import type { ImportWork } from '../import-work.ts';
import { stageTimedRecords } from '../timed-records/import-timed.ts';
import { createPeople, createStays } from '../timed-records/stays.ts';
import { commonClock, tellClock } from './clock.ts';
import { createEventViews } from './event-views.ts';
import { flattenFiles } from './flatten-files.ts';
import { loadResources } from './load-resources.ts';
import { accountForResources, countUnusedNames } from './resource-account.ts';
import type { ResourceReader } from './resource-reader.ts';
import { ENCOUNTER } from './resources/encounter.ts';
import { LOCATION } from './resources/location.ts';
import { PATIENT } from './resources/patient.ts';
import { READERS } from './resources/readers.ts';
import { createStayKinds, PEOPLE, STAYS } from './stays-views.ts';

/** Types that are loaded before what refers to people and stays. */
const PEOPLE_AND_STAYS = [PATIENT, LOCATION, ENCOUNTER];

/** Reads the files of a FHIR folder, checks every resource and stages the records. */
export async function importFhir(work: ImportWork): Promise<void> {
  const { session, progress, account } = work;
  const { files, tables, clocks } = await flattenFiles(work);
  progress.enter('writing');
  const utcOffset = commonClock(clocks);
  const load = async (readers: readonly ResourceReader[]): Promise<void> => {
    for (const { spec } of readers) {
      const table = tables.get(spec.table);
      if (table !== undefined) await loadResources(work, table, utcOffset);
    }
  };
  await load([PATIENT]);
  await createPeople(session, { people: PEOPLE });
  await load([LOCATION, ENCOUNTER]);
  await createStayKinds(session);
  await createStays(session, { stays: STAYS });
  await load(READERS.filter((reader) => !PEOPLE_AND_STAYS.includes(reader)));
  await accountForResources(work, files);
  await stageTimedRecords(work, { people: PEOPLE, stays: STAYS, ...(await createEventViews(session)) });
  await countUnusedNames(work);
  account.utcOffsetMinutes = utcOffset;
  tellClock(work, clocks, utcOffset);
}
