import { expect, it } from 'vitest';
import { RecordDatabase } from '../../testing/record-database.ts';
import { ADMISSIONS_SQL, ICU_STAYS_SQL, SHARED_KEYS_SQL } from '../cohorts/read-histories.ts';
import { ADDENDA_SQL, LATE_NOTES_SQL } from '../lint/note-times.ts';
import { HOSPITAL_SQL } from './hospital.ts';
import { HEADER_SQL, OTHER_ENCOUNTERS_SQL } from '../patients/encounter-header.ts';
import { ENCOUNTER_BY_KEY_SQL } from '../patients/encounter-id.ts';
import { NUM_RISKS_SQL, RISKS_SQL } from '../patients/list-risks.ts';
import { ROW_SQL, SCORE_SQL } from '../patients/list-patients.ts';
import { CONCEPT_SQL, FILE_SQL } from './dictionary.ts';
import { LAB_DICTIONARY_SQL } from './lab-dictionary.ts';
import { LAB_BLOCKS_SQL } from './lab-rows.ts';
import { EVIDENCE_SQL } from './patient-record.ts';

/** Run for each person, encounter, row or page. */
const OFTEN: Readonly<Record<string, string>> = {
  ...EVIDENCE_SQL,
  labBlocks: LAB_BLOCKS_SQL,
  concept: CONCEPT_SQL,
  file: FILE_SQL,
  labItem: LAB_DICTIONARY_SQL.item,
  labText: LAB_DICTIONARY_SQL.text,
  labRange: LAB_DICTIONARY_SQL.range,
  lateNotes: LATE_NOTES_SQL,
  addenda: ADDENDA_SQL,
  hospital: HOSPITAL_SQL,
  admissionsOfOne: ADMISSIONS_SQL('one'),
  icuStaysOfOne: ICU_STAYS_SQL('one'),
  sharedKeysOfOne: SHARED_KEYS_SQL('one'),
  encounterByKey: ENCOUNTER_BY_KEY_SQL,
  header: HEADER_SQL,
  otherEncounters: OTHER_ENCOUNTERS_SQL,
  row: ROW_SQL,
  score: SCORE_SQL,
  risks: RISKS_SQL,
  numRisks: NUM_RISKS_SQL,
};

function planOf(sql: string): string[] {
  const { db } = new RecordDatabase();
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => 1);
  return db
    .prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

it.each(Object.keys(OFTEN))('the statement %s searches by an index and scans no table', (name) => {
  const plan = planOf(OFTEN[name]!);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  expect(plan.some((step) => step.startsWith('SEARCH'))).toBe(true);
});

it.each([
  ['admissions of everybody', ADMISSIONS_SQL('everybody')],
  ['admissions of a source', ADMISSIONS_SQL('source')],
  ['stays in intensive care of everybody', ICU_STAYS_SQL('everybody')],
  ['stays in intensive care of a source', ICU_STAYS_SQL('source')],
])('reads the %s in the order of the indexes, without a sort', (_, sql) => {
  const plan = planOf(sql);
  expect(plan.join('\n')).toContain('encounter_patient');
  expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
});

it('reads of notes without their texts nothing of the table that holds these', () => {
  expect(planOf(EVIDENCE_SQL.noteHeads)).toEqual([
    'SEARCH note USING COVERING INDEX note_head (patient_id=?)',
  ]);
});
