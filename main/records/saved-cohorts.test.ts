import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../api/common.ts';
import { savedCohort as savedSchema } from '../api/cohorts.ts';
import { at } from '../testing/patient-histories.ts';
import { RecordDatabase } from '../testing/record-database.ts';
import { listAuditLog } from './audit-log.ts';
import {
  deleteCohort,
  listSavedCohorts,
  requireSaved,
  saveCohort,
  savedCohort,
  specOfSaved,
} from './saved-cohorts.ts';
import { startTrainingRun } from './training-runs.ts';

const OLD: CohortSpec = { task: 'readmission-15d', preset: 'default', filters: { ageYears: { from: 65 } } };
const FIRST: CohortSpec = { ...OLD, filters: { admissions: 'first' } };

/** Five people of 60 to 80 years, two admissions each. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  for (const person of [1, 2, 3, 4, 5]) {
    made.patient(person, { death_followup_end: 1000 });
    for (const visit of [0, 1]) {
      made.admission(10 * visit + person, person, {
        start_minute: at(100 + 50 * visit),
        end_minute: at(103 + 50 * visit),
        age_years: 55 + 5 * person,
      });
    }
  }
  return made;
}

const codeOf = (code: string) => expect.objectContaining({ code }) as Error;

describe('saving', () => {
  it('keeps the cohort with its counts, and gives it back as it was', () => {
    const { db } = records();
    const saved = saveCohort(db, 'Older', OLD);
    expect(savedSchema.parse(saved)).toEqual(saved);
    expect(saved).toMatchObject({ name: 'Older', version: 1, spec: OLD, uses: [], counts: { labelled: 8 } });
    expect(savedCohort(db, 'Older')).toEqual(saved);
    expect(specOfSaved(saved)).toEqual({ ...OLD, saved: { name: 'Older', version: 1 } });
    expect(listAuditLog(db, { offset: 0, limit: 1 }).rows[0]).toMatchObject({
      action: 'cohort.save',
      subject: 'Older@1',
    });
  });

  it('makes another cohort under the same name a new version, whatever the case', () => {
    const { db } = records();
    saveCohort(db, 'Older', OLD);
    expect(saveCohort(db, 'older', FIRST)).toMatchObject({ name: 'Older', version: 2, spec: FIRST });
    expect(savedCohort(db, 'OLDER')).toMatchObject({ version: 2 });
    expect(savedCohort(db, 'Older', 1).spec).toEqual(OLD);
    expect(listSavedCohorts(db).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('saves the same cohort of the same records once, in whatever order it is written', () => {
    const { db } = records();
    saveCohort(db, 'Older', OLD);
    const { task, preset, filters = {} } = OLD;
    expect(saveCohort(db, 'Older', { filters, preset, task })).toMatchObject({ version: 1 });
    db.exec('UPDATE encounter SET age_years = 40 WHERE id = 5');
    const changed = saveCohort(db, 'Older', OLD);
    expect(changed.version).toBe(2);
    expect(changed.counts.fingerprint).not.toBe(savedCohort(db, 'Older', 1).counts.fingerprint);
  });

  it('saves no cohort that cannot be selected', () => {
    const { db } = records();
    const spec: CohortSpec = { ...OLD, filters: { firstUnits: ['Ward 7'] } };
    expect(() => saveCohort(db, 'Nowhere', spec)).toThrow(codeOf('usage'));
    expect(listSavedCohorts(db)).toEqual([]);
  });

  it('holds a cohort that names a saved one against it', () => {
    const { db } = records();
    const saved = specOfSaved(saveCohort(db, 'Older', OLD));
    expect(() => requireSaved(db, saved)).not.toThrow();
    expect(() => requireSaved(db, OLD)).not.toThrow();
    expect(() => requireSaved(db, { ...FIRST, saved: { name: 'Older', version: 1 } })).toThrow(
      codeOf('usage'),
    );
    expect(() => requireSaved(db, { ...OLD, saved: { name: 'Older', version: 7 } })).toThrow(
      codeOf('not_found'),
    );
  });
});

describe('what is not there', () => {
  it('is named with what is', () => {
    const { db } = records();
    const hint = (text: string) => expect.objectContaining({ code: 'not_found', hint: text }) as Error;
    expect(() => savedCohort(db, 'Older')).toThrow(hint('lacuna cohort --save <name> saves one'));
    saveCohort(db, 'Older', OLD);
    expect(() => savedCohort(db, 'Younger')).toThrow(hint('there are Older'));
    expect(() => deleteCohort(db, 'Older', 3)).toThrow(hint('it has the versions 1'));
  });
});

describe('deleting', () => {
  it('takes one version, or all', () => {
    const { db } = records();
    for (const spec of [OLD, FIRST, OLD]) saveCohort(db, 'Older', spec);
    expect(deleteCohort(db, 'Older', 2)).toEqual({ deleted: [{ name: 'Older', version: 2 }] });
    expect(listSavedCohorts(db).map(({ version }) => version)).toEqual([3, 1]);
    expect(deleteCohort(db, 'older').deleted).toHaveLength(2);
    expect(listSavedCohorts(db)).toEqual([]);
  });

  it('keeps what something was made with, and then all of its versions', () => {
    const { db } = records();
    const saved = saveCohort(db, 'Older', OLD);
    saveCohort(db, 'Older', FIRST);
    startTrainingRun(db, {
      id: 'run-1',
      request: {
        ...specOfSaved(saved),
        trainingPreset: 'quick',
        encoders: 'ebr',
        fusion: 'gated',
        seed: 1,
      },
      outputPath: '/nowhere',
      checkpointPath: '/nowhere',
      dataFingerprint: '',
    });
    expect(savedCohort(db, 'Older', 1).uses).toEqual([{ kind: 'run', id: 'run-1', name: null }]);
    for (const version of [1, undefined]) {
      expect(() => deleteCohort(db, 'Older', version)).toThrow(codeOf('cohort_in_use'));
    }
    expect(listSavedCohorts(db)).toHaveLength(2);
    expect(deleteCohort(db, 'Older', 2).deleted).toHaveLength(1);
  });
});
