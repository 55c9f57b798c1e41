import { expect, it } from 'vitest';
import type { CohortSpec } from '../api/common.ts';
import { at } from '../testing/patient-histories.ts';
import { RecordDatabase } from '../testing/record-database.ts';
import { countCohort } from './cohorts/count-cohort.ts';
import { openDatabase } from './database.ts';
import { kept } from './kept-answers.ts';

const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const ADULTS: CohortSpec = { ...READMISSION, filters: { ageYears: { from: 18 } } };

function records(): RecordDatabase {
  const made = new RecordDatabase();
  made.patient(1);
  made.admission(1, 1, { start_minute: at(100, 10), end_minute: at(103, 10) });
  return made;
}

it('answers once for as long as the records are the same', () => {
  const { db } = records();
  const count = kept(countCohort);
  const first = count(db, READMISSION);
  expect(first).toEqual(countCohort(db, READMISSION));
  expect(count(db, ADULTS)).toEqual(countCohort(db, ADULTS));
  expect(count(db, READMISSION)).toBe(first);
});

it('answers anew once another connection has changed the sources', () => {
  const made = records();
  const reader = openDatabase(made.db.name, { readOnly: true });
  const count = kept(countCohort);
  expect(count(reader, READMISSION).patients).toBe(1);
  made.patient(2);
  made.admission(2, 2, { start_minute: at(100, 10), end_minute: at(103, 10) });
  made.db.prepare("UPDATE source SET content_hash = 'b'").run();
  expect(count(reader, READMISSION).patients).toBe(2);
  reader.close();
});

it('keeps no failure', () => {
  const { db } = records();
  let turn = 0;
  const answer = kept(() => {
    turn += 1;
    if (turn === 1) throw new RangeError('not yet');
    return turn;
  });
  expect(() => answer(db, READMISSION)).toThrow('not yet');
  expect(answer(db, READMISSION)).toBe(2);
});
