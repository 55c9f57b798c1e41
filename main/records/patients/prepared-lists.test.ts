import { describe, expect, it, onTestFinished } from 'vitest';
import { type PatientQuery } from '../../api/services.ts';
import { patientQuery } from '../../api/patients.ts';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import { at } from '../../testing/patient-histories.ts';
import { madeUpModel } from '../../testing/made-up-model.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { openDatabase } from '../database.ts';
import { registerModel } from '../models.ts';
import { savePredictions } from '../predictions.ts';
import { removeSource } from '../remove-source.ts';
import { listPatients } from './list-patients.ts';
import { isListReady, LAST_ENCOUNTER_SQL, prepareList } from './prepare-list.ts';
import {
  basisOf,
  HAS_RISKS_SQL,
  KEPT_RISKS_SQL,
  LIST_ID_SQL,
  LIST_SQL,
  preparedListId,
} from './prepared-lists.ts';

const COHORT = { task: 'readmission-15d', preset: 'default' } as const;
const NUM_STAYS = 40;

/** People of two stays each, with this and that recorded of them, and a model that scored some. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  for (let id = 1; id <= NUM_STAYS; id += 1) {
    const patient = Math.ceil(id / 2);
    if (id % 2 === 1) made.patient(patient);
    const start = at(100 + 40 * (id % 2), 10);
    made.admission(id, patient, {
      start_minute: start,
      end_minute: id === 7 ? null : start + 60 * id,
      age_years: id % 5 === 0 ? null : 20 + ((id * 7) % 60),
    });
    if (id % 3 === 0) made.labs(patient, id, [{ chartMinute: start + 10, storeMinute: start + 20 }]);
    if (id % 4 === 0)
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: patient,
        encounter_id: id,
        concept_id: made.concept('ICD10CM', 'I50'),
        sequence: 1,
      });
  }
  registerModel(made.db, { details: madeUpModel(COHORT), hash: '' });
  score(made, [1, 2, 4, 9, 13, 20]);
  return made;
}

function score({ db }: RecordDatabase, ids: readonly number[]): void {
  const scores = ids.map((id) => {
    const probability = ((id * 37) % 100) / 100;
    return { encounter: String(20_000_000 + id), probability, logit: probability, present: [] };
  });
  savePredictions(db, 'm', scores);
}

const QUERIES: readonly Partial<PatientQuery>[] = [
  {},
  { descending: true, offset: 7, limit: 5 },
  { sort: 'age' },
  { sort: 'lengthOfStay', descending: true },
  { sort: 'risk', descending: true },
  { search: '00012' },
  { search: '100000' },
  { label: 'negative', split: 'train' },
  { riskFrom: 0.2, riskBelow: 0.9, sort: 'risk' },
  ...MODALITIES.flatMap((modality) => [{ present: [modality] }, { absent: [modality] }]),
  { present: ['labs'], absent: ['diagnoses', 'notes'] },
];

describe('a prepared list', () => {
  it.each([
    ['of a cohort', { model: 'm', cohort: COHORT }],
    ['of the cohort of a model', { model: 'm' }],
    ['of all admissions', {}],
  ])('%s says what the records say, whatever is asked', async (_, of) => {
    const made = records();
    const ask = () => QUERIES.map((query) => listPatients(made.db, patientQuery.parse({ ...of, ...query })));
    const fromRecords = ask();
    await prepareList(made.db, of);
    // From now on the records of events are not asked: were they, the states would be others.
    made.db.exec('DELETE FROM lab_block');
    made.db.exec('DELETE FROM diagnosis');
    expect(ask()).toEqual(fromRecords);
    expect(fromRecords[0]!.total).toBeGreaterThan(20);
    expect(new Set(fromRecords.map(({ total }) => total)).size).toBeGreaterThan(5);
  });

  it('is what a large list waits for, with the scores of the model', async () => {
    const made = records();
    const isReady = (request: Parameters<typeof isListReady>[1]) => isListReady(made.db, request, 10);
    expect(isListReady(made.db, {})).toBe(true);
    expect(isReady({})).toBe(false);
    await prepareList(made.db, {});
    expect([isReady({}), isReady({ cohort: COHORT }), isReady({ model: 'm' })]).toEqual([true, false, false]);
    await prepareList(made.db, { model: 'm' });
    expect([isReady({}), isReady({ cohort: COHORT }), isReady({ model: 'm' })]).toEqual([true, true, true]);
    score(made, [30]);
    expect([isReady({ cohort: COHORT }), isReady({ model: 'm' })]).toEqual([true, false]);
    expect(listPatients(made.db, patientQuery.parse({ model: 'm' })).scored).toBe(7);
    await prepareList(made.db, { model: 'm' });
    expect(isReady({ model: 'm' })).toBe(true);
  });

  it('stands in for another order of the same cohort, and gives way to one prepared again', async () => {
    const { db } = records();
    await prepareList(db, { cohort: COHORT });
    const id = db.prepare('SELECT id FROM prepared_list').pluck().get();
    expect(preparedListId(db, { preset: 'default', task: 'readmission-15d' })).toBe(id);
    for (let age = 18; age < 30; age += 1)
      await prepareList(db, { cohort: { ...COHORT, filters: { ageYears: { from: age } } } });
    const count = db.prepare('SELECT count(*) FROM prepared_list').pluck().get();
    expect([count, preparedListId(db, COHORT)]).toEqual([8, undefined]);
  });

  it('is of no use once the sources are others, and goes with a source', async () => {
    const made = records();
    await prepareList(made.db, { model: 'm' });
    const basis = basisOf(made.db);
    made.insert('source', { id: 2, kind: 'eicu', name: 'b', synthetic: 0, content_hash: 'b' });
    expect(basisOf(made.db)).not.toBe(basis);
    expect(preparedListId(made.db, COHORT)).toBeUndefined();
    removeSource(made.db, 'b');
    const left = ['prepared_list', 'prepared_risk'].map((table) =>
      made.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    expect(left).toEqual([0, 0]);
  });

  it('tells how far it is, and a cancelled one leaves nothing', async () => {
    const made = new RecordDatabase();
    made.patient(1);
    made.db.transaction(() => {
      for (let id = 1; id <= 4_100; id += 1)
        made.admission(id, 1, { start_minute: at(id), end_minute: at(id) + 1 });
    })();
    const steps: number[][] = [];
    const stop = new AbortController();
    const onProgress = (done: number, total: number): void => {
      steps.push([done, total]);
      if (steps.length === 2) stop.abort(new Error('stopped'));
    };
    await expect(prepareList(made.db, {}, { onProgress, signal: stop.signal })).rejects.toThrow('stopped');
    expect(steps).toEqual([
      [2_000, 4_100],
      [4_000, 4_100],
    ]);
    expect(preparedListId(made.db, null)).toBeUndefined();
  });

  it('is read by a connection that may not write', async () => {
    const made = records();
    await prepareList(made.db, {});
    const reader = openDatabase(made.db.name, { readOnly: true });
    onTestFinished(() => void reader.close());
    expect(isListReady(reader, {}, 10)).toBe(true);
    expect(listPatients(reader, patientQuery.parse({})).total).toBe(NUM_STAYS);
  });
});

it.each([
  ['a list', LIST_ID_SQL, 'sqlite_autoindex_prepared_list'],
  ['its columns', LIST_SQL, 'sqlite_autoindex_prepared_list'],
  ['its risks', KEPT_RISKS_SQL, 'sqlite_autoindex_prepared_risk'],
  ['whether there are risks', HAS_RISKS_SQL, 'sqlite_autoindex_prepared_risk'],
  ['the last encounter', LAST_ENCOUNTER_SQL, 'SEARCH encounter'],
  ['risks of a model that goes', 'SELECT 1 FROM prepared_risk WHERE model_id = ?', 'prepared_risk_model'],
])('%s is found by an index', (_, sql, index) => {
  const { db } = new RecordDatabase();
  const plan = db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from(sql.matchAll(/\?/g), () => null))
    .map(({ detail }) => detail);
  expect(plan.join('\n')).toContain(index);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
