import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { findingsOf, lintSubject, seenEncounters } from '../../testing/lint-rule.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { labelledEncounters } from '../cohorts/labelled-encounters.ts';
import { type Database, openDatabase } from '../database.ts';
import { SAME_PEOPLE_IN_ANOTHER_SOURCE } from '../lint/splits.ts';
import { importFolder } from './import-folder.ts';

const READMISSION = { task: 'readmission-15d', preset: 'default' } as const;

/** The same people in a later release: one more stay, one diagnosis coded anew, one result corrected. */
function newer(older: MimicFolder): MimicFolder {
  const folder = new MimicFolder(path.join(path.dirname(older.folder), 'newer'));
  folder.replace('hosp/patients', '2017 - 2019', '2020 - 2022');
  folder.append(
    'hosp/admissions',
    '101,205,2152-01-02 00:00:00,2152-01-04 12:00:00,,URGENT,P1,,HOME,Medicare,English,MARRIED,WHITE,,,0',
  );
  folder.replace('hosp/diagnoses_icd', '101,201,1,4280,9', '101,201,1,42831,9');
  folder.replace('hosp/labevents', '1.4,1.4,mg/dL', '1.7,1.7,mg/dL');
  return folder;
}

async function databaseOf(...folders: readonly MimicFolder[]): Promise<Database> {
  const database = folders[0]?.database ?? '';
  for (const { folder } of folders) await importFolder({ folder, source: 'mimic-iv', database });
  const db = openDatabase(database, { readOnly: true });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** What a model would be given of a cohort, but for the row ids of the database. */
function given(db: Database, spec: CohortSpec) {
  const labelled = labelledEncounters(db, spec).map(
    ({ encounter, patient, predictionMinute, label, split }) => ({
      encounter: encounter.replace(/^mimic-iv(-2)?:/, ''),
      patient: patient.replace(/^mimic-iv(-2)?:/, ''),
      predictionMinute,
      label,
      split,
    }),
  );
  const evidence = [...seenEncounters(lintSubject(db, spec))].map((seen) => seen.evidence);
  return { labelled, evidence: JSON.stringify(evidence, (key, value: unknown) => idless(key, value)) };
}

const ROW_IDS = ['fileId', 'encounter', 'encounterId', 'file'];

function idless(key: string, value: unknown): unknown {
  return ROW_IDS.includes(key) ? undefined : value;
}

it('a newer release beside an older one does not mix with it', async () => {
  const older = new MimicFolder();
  const both = await databaseOf(older, newer(older));
  expect(both.prepare('SELECT name, release FROM source').all()).toEqual([
    { name: 'mimic-iv', release: '2.2' },
    { name: 'mimic-iv-2', release: expect.stringMatching(/^3/) as string },
  ]);
  const aloneOld = given(await databaseOf(new MimicFolder()), READMISSION);
  const place = new MimicFolder();
  const aloneNew = given(await databaseOf(newer(place)), READMISSION);
  expect(aloneNew.labelled).toHaveLength(aloneOld.labelled.length + 1);
  expect(aloneNew.evidence).not.toBe(aloneOld.evidence);
  expect(given(both, { ...READMISSION, source: 'mimic-iv' })).toEqual(aloneOld);
  expect(given(both, { ...READMISSION, source: 'mimic-iv-2' })).toEqual(aloneNew);
});

it('a cohort that does not say which release is refused, and the people they share are found', async () => {
  const older = new MimicFolder();
  const db = await databaseOf(older, newer(older));
  expect(() => labelledEncounters(db, READMISSION)).toThrow(expect.objectContaining({ code: 'usage' }));
  const subject = lintSubject(db, { ...READMISSION, source: 'mimic-iv' });
  expect(findingsOf(SAME_PEOPLE_IN_ANOTHER_SOURCE, subject)).not.toEqual([]);
});
