import { describe, expect, it } from 'vitest';
import { RecordDatabase } from '../../testing/record-database.ts';
import { cohortSource } from './cohort-source.ts';
import { labelCards } from './label-cards.ts';

/** A database of one MIMIC-IV source, with others beside it. */
function withSources(...kinds: string[]): RecordDatabase {
  const made = new RecordDatabase();
  kinds.forEach((kind, i) => {
    made.insert('source', {
      kind,
      name: `${kind}-${i}`,
      release: null,
      synthetic: 0,
      content_hash: `other ${i}`,
    });
  });
  return made;
}

const MORTALITY = { task: 'mortality-hospital', preset: 'default' } as const;

describe('the source of a cohort', () => {
  it('is the one that can answer the task', () => {
    const { db } = withSources('eicu');
    expect(cohortSource(db, { ...MORTALITY, task: 'mortality-90d' })?.kind).toBe('mimic-iv');
    expect(cohortSource(db, { ...MORTALITY, task: 'readmission-icu' })?.kind).toBe('eicu');
    expect(labelCards(db).map(({ unsupported }) => unsupported)).toEqual([null, null, null, null]);
  });

  it('must be named where several can, by its name or its kind', () => {
    const { db } = withSources('eicu', 'mimic-iv');
    expect(() => cohortSource(db, MORTALITY)).toThrow(
      expect.objectContaining({ code: 'usage', hint: 'name it with --source: made-up, eicu-0, mimic-iv-1' }),
    );
    expect(cohortSource(db, { ...MORTALITY, source: 'mimic-iv-1' })?.name).toBe('mimic-iv-1');
    expect(cohortSource(db, { ...MORTALITY, source: 'eicu' })?.name).toBe('eicu-0');
    expect(() => cohortSource(db, { ...MORTALITY, source: 'mimic-iv' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
    expect(() => cohortSource(db, { ...MORTALITY, source: 'omop' })).toThrow(
      expect.objectContaining({ code: 'not_found', hint: 'it has made-up, eicu-0, mimic-iv-1' }),
    );
  });

  it('is refused where it cannot answer, with the reason', () => {
    const { db } = withSources();
    expect(() => cohortSource(db, { ...MORTALITY, task: 'readmission-icu' })).toThrow(
      expect.objectContaining({
        code: 'labels_unsupported',
        message: expect.stringContaining('readmission-15d') as string,
        hint: 'choose another task, or import eICU',
      }),
    );
    expect(() => cohortSource(db, { ...MORTALITY, preset: 'muse-eicu' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });
});
