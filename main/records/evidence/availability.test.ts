import { describe, expect, it } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import {
  AVAILABILITY,
  labAvailableAt,
  medicationAvailableAt,
  NEVER_FEATURES,
  procedureEventAvailableAt,
  reportAvailableAt,
} from './availability.ts';
import { evidenceOf } from './evidence.ts';
import { LAB_BLOCKS_SQL } from './lab-rows.ts';
import { EVIDENCE_SQL } from './patient-record.ts';

describe('available-at', () => {
  it('of a result is when it was stored, not before it was drawn, else a day after', () => {
    expect(labAvailableAt(100, 130)).toBe(130);
    expect(labAvailableAt(100, 90)).toBe(100);
    expect(labAvailableAt(100, null)).toBe(1540);
  });

  it('of an order is the later of start and entry, as far as they are known', () => {
    expect(medicationAvailableAt(100, 90)).toBe(100);
    expect(medicationAvailableAt(100, 110)).toBe(110);
    expect(medicationAvailableAt(-5, null)).toBe(-5);
    expect(medicationAvailableAt(null, 110)).toBe(110);
    expect(medicationAvailableAt(null, null)).toBeNull();
  });

  it('of what intensive care and radiology record needs the time of storing', () => {
    expect(procedureEventAvailableAt(100, 90)).toBe(100);
    expect(procedureEventAvailableAt(100, 110)).toBe(110);
    expect(procedureEventAvailableAt(100, null)).toBeNull();
    expect(procedureEventAvailableAt(null, 100)).toBeNull();
    expect(reportAvailableAt(100, 110)).toBe(110);
    expect(reportAvailableAt(100, null)).toBeNull();
  });
});

describe('the table of availability rules', () => {
  const listed = new Set(AVAILABILITY.flatMap(({ columns }) => columns));
  /** Row ids place a row; they say nothing of the person. */
  const isRowId = (column: string) => /\.(id|source_id|patient_id)$/.test(column);

  it('names every column that the statements of evidence read', () => {
    const { db } = new RecordDatabase();
    const statements = [...Object.values(EVIDENCE_SQL), LAB_BLOCKS_SQL];
    const read = statements.flatMap((sql) =>
      db
        .prepare(sql)
        .columns()
        .flatMap(({ table, column }) => (table === null ? [] : [`${table}.${column}`])),
    );
    const coverage = ['uncovered_modality.encounter_id', 'uncovered_modality.modality'];
    const unlisted = read.filter((column) => !isRowId(column) && !listed.has(column));
    expect(new Set(unlisted)).toEqual(new Set(coverage));
    for (const column of listed) expect(read).toContain(column);
  });

  it('lists nothing that may never be a feature', () => {
    expect(NEVER_FEATURES.filter((column) => listed.has(column))).toEqual([]);
  });

  it('has a rule for each modality in each timing', () => {
    for (const timing of ['retrospective', 'available'] as const) {
      const modalities = AVAILABILITY.filter(({ timings }) => timings.includes(timing)).map(
        (rule) => rule.modality,
      );
      expect(new Set(modalities)).toEqual(new Set(MODALITIES));
    }
  });
});

describe('columns that tell the outcome', () => {
  const START = at(100);
  const END = at(104);
  /** Values that are nowhere else in the record, in every column that may never be a feature. */
  const CANARY_MINUTE = at(105, 13, 37);
  const CANARY_TEXT = 'CANARY';

  function recordWithCanaries(): RecordDatabase {
    const made = new RecordDatabase();
    made.patient(1, { dod: 987_654, death_followup_end: 987_655 });
    made.admission(1, 1, {
      start_minute: START,
      end_minute: END,
      death_minute: CANARY_MINUTE,
      discharge_location: CANARY_TEXT,
    });
    const own = { patient_id: 1, encounter_id: 1 };
    made.event('medication', 'hosp/prescriptions', {
      ...own,
      concept_id: made.concept('DRUG', 'aspirin'),
      start_minute: START,
      stop_minute: CANARY_MINUTE,
      entered_minute: START,
    });
    made.event('procedure', 'icu/procedureevents', {
      ...own,
      concept_id: made.concept('MIMIC-ITEM', '225792'),
      origin: 'procedureevents',
      start_minute: START,
      end_minute: CANARY_MINUTE,
      store_minute: START,
    });
    made.event('transfer', 'hosp/transfers', {
      ...own,
      event: 'admit',
      unit: 'MICU',
      start_minute: START,
      end_minute: CANARY_MINUTE,
    });
    // After the prediction time everything is a canary.
    made.event('transfer', 'hosp/transfers', {
      ...own,
      event: 'transfer',
      unit: CANARY_TEXT,
      start_minute: END + 1,
    });
    made.event('note', 'note/radiology', {
      ...own,
      source_key: 'r',
      kind: 'radiology',
      chart_minute: START,
      store_minute: END + 1,
      text: CANARY_TEXT,
    });
    return made;
  }

  it.each<CohortSpec>([
    { task: 'mortality-90d', preset: 'default' },
    { task: 'mortality-90d', preset: 'default', timing: 'available' },
    { task: 'mortality-hospital', preset: 'default', variant: 'admission' },
  ])('reach no evidence of $task, $timing', (spec) => {
    const made = recordWithCanaries();
    const before = evidenceOf(made.db, spec, '20000001');
    expect(before.medications).toHaveLength(1);
    expect(JSON.stringify(before)).not.toContain(CANARY_TEXT);
    // Whatever they hold, the evidence is the same.
    made.db.exec(`
      UPDATE patient SET death_followup_end = NULL;
      UPDATE encounter SET discharge_location = 'HOME', death_minute = NULL;
      UPDATE medication SET stop_minute = NULL;
      UPDATE procedure SET end_minute = NULL;
      UPDATE transfer SET end_minute = NULL;`);
    expect(evidenceOf(made.db, spec, '20000001')).toEqual(before);
  });
});
