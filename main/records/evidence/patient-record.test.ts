import { expect, it } from 'vitest';
import { RecordDatabase } from '../../testing/record-database.ts';
import { EVIDENCE_SQL, type NotesRead, patientRecordReader } from './patient-record.ts';

function somebody(): RecordDatabase {
  const made = new RecordDatabase();
  made.patient(1, { sex: 'M' });
  made.admission(1, 1, { start_minute: 900 });
  made.admission(2, 1, { start_minute: 100 });
  for (const [unit, start_minute] of [
    ['second', 300],
    ['third', 800],
    ['first', 200],
  ] as const) {
    made.event('transfer', 'hosp/transfers', {
      patient_id: 1,
      encounter_id: 1,
      event: 'admit',
      unit,
      start_minute,
    });
  }
  for (const kind of ['discharge', 'radiology'] as const) {
    made.event('note', `note/${kind}`, {
      patient_id: 1,
      encounter_id: 1,
      source_key: kind,
      kind,
      chart_minute: 950,
      text: `words of ${kind}`,
    });
  }
  return made;
}

it('reads admissions and transfers by start, however they were written', () => {
  const record = patientRecordReader(somebody().db, { notes: 'noteHeads' })(1);
  expect(record.sex).toBe('M');
  expect(record.admissions.map(({ id }) => id)).toEqual([2, 1]);
  expect(record.transfers.map(({ unit }) => unit)).toEqual(['first', 'second', 'third']);
});

it('reads the notes that are asked for', () => {
  const { db } = somebody();
  const textsOf = (notes: NotesRead) =>
    patientRecordReader(db, { notes })(1).notes.map(({ kind, text }) => [kind, text]);
  expect(textsOf('allNotes')).toEqual([
    ['discharge', 'words of discharge'],
    ['radiology', 'words of radiology'],
  ]);
  expect(textsOf('summaries')).toEqual([['discharge', 'words of discharge']]);
  expect(textsOf('noteHeads')).toEqual([
    ['discharge', ''],
    ['radiology', ''],
  ]);
});

/** SQLite plans a statement again for each value bound, unless there is only one way to run it. */
it.each(Object.entries(EVIDENCE_SQL))(
  'the statement %s is one search, without a join or a sort',
  (_, sql) => {
    const plan = somebody().db.prepare<[number], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(1);
    expect(plan.map(({ detail }) => detail.split(' ')[0])).toEqual(['SEARCH']);
  },
);
