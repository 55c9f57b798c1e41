import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { defineCohort } from './cohort-definition.ts';
import { labelledEncounters } from './labelled-encounters.ts';

const YAIB: CohortSpec = { task: 'mortality-hospital', preset: 'yaib' };
const HOURS = Array.from({ length: 73 }, (_, hour) => hour);

interface Stay {
  /** Of the stay in intensive care, which starts with the admission, in hours. */
  readonly hours: number;
  readonly measured?: readonly number[];
  readonly death?: number;
  readonly discharge?: number;
  readonly age?: number | null;
}

/** One admission with one stay in intensive care, something measured in each of its hours unless it says otherwise. */
function labelsOf({ hours, measured = HOURS, death, discharge = 200, age = 60 }: Stay): (0 | 1 | null)[] {
  const made = new RecordDatabase();
  const after = (hour: number) => at(100) + hour * 60;
  made.patient(1, {});
  made.admission(1, 1, {
    start_minute: at(100),
    end_minute: after(death ?? discharge),
    death_minute: death === undefined ? null : after(death),
    hospital_expire_flag: death === undefined ? 0 : 1,
    age_years: age,
  });
  made.insert('encounter', {
    id: 2,
    source_id: 1,
    patient_id: 1,
    parent_id: 1,
    kind: 'icu_stay',
    source_key: '30000001',
    start_minute: at(100),
    end_minute: after(hours),
    first_unit: 'MICU',
    ...made.place('hosp/admissions'),
  });
  made.labs(
    1,
    1,
    measured.map((hour) => ({ chartMinute: after(hour), storeMinute: after(hour) })),
  );
  return labelledEncounters(made.db, YAIB).map(({ label }) => label);
}

describe('YAIB', () => {
  it('keeps who was in the unit, alive, for 30 hours', () => {
    expect(labelsOf({ hours: 30 })).toEqual([0]);
    expect(labelsOf({ hours: 29.9 })).toEqual([]);
    expect(labelsOf({ hours: 40, death: 29.9 })).toEqual([]);
  });

  it('asks for death in the unit, which comes before the bed is left', () => {
    expect(labelsOf({ hours: 50, death: 48 })).toEqual([1]);
    expect(labelsOf({ hours: 50, death: 51 })).toEqual([0]);
  });

  it('keeps who was measured without long gaps, from the first hour to the last', () => {
    const from = (first: number, last = 72) => HOURS.filter((hour) => hour >= first && hour <= last);
    expect(labelsOf({ hours: 40, measured: from(12) })).toEqual([0]);
    expect(labelsOf({ hours: 40, measured: from(13) })).toEqual([]);
    expect(labelsOf({ hours: 40, measured: from(0, 28) })).toEqual([0]);
    expect(labelsOf({ hours: 40, measured: from(0, 27) })).toEqual([]);
  });

  it('asks for four hours with a measurement', () => {
    expect(labelsOf({ hours: 32, measured: [0, 12, 25] })).toEqual([]);
    expect(labelsOf({ hours: 32, measured: [0, 12, 20, 25] })).toEqual([0]);
  });

  it('keeps who is of unknown age, and no child', () => {
    expect(labelsOf({ hours: 40, age: null })).toEqual([0]);
    expect(labelsOf({ hours: 40, age: 17 })).toEqual([]);
  });

  it('is of one task, in intensive care', () => {
    for (const spec of [
      { ...YAIB, variant: 'admission' as const },
      { task: 'mortality-90d' as const, preset: 'yaib' as const },
      { task: 'mortality-hospital' as const, preset: 'pyhealth' as const },
    ])
      expect(() => defineCohort(spec)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
