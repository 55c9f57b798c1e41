import { describe, expect, it } from 'vitest';
import { RecordDatabase } from '../testing/record-database.ts';
import { listAuditLog } from './audit-log.ts';
import { addDisagreement, DISAGREEMENTS_SQL, listDisagreements } from './disagreements.ts';

function withStay(): RecordDatabase {
  const records = new RecordDatabase();
  records.patient(1);
  records.admission(1, 1, { start_minute: 0, end_minute: 60 });
  return records;
}
const said = {
  model: 'model-1',
  probability: 0.12,
  direction: 'higher',
  reason: 'not_in_record',
} as const;

describe('a disagreement', () => {
  it('is kept with its reason, the newest first', () => {
    const { db } = withStay();
    const encounter = keyOf(db);
    addDisagreement(db, { encounter, ...said, estimate: 0.4, comment: '  frail  ' });
    addDisagreement(db, { encounter, ...said, direction: 'lower', reason: 'implausible' });
    expect(listDisagreements(db, encounter)).toMatchObject([
      { direction: 'lower', reason: 'implausible', estimate: null, comment: null },
      { direction: 'higher', reason: 'not_in_record', estimate: 0.4, comment: 'frail', probability: 0.12 },
    ]);
  });

  it('is noted in the log by ids alone', () => {
    const { db } = withStay();
    const encounter = keyOf(db);
    addDisagreement(db, { encounter, ...said, comment: 'the words stay out of the log' });
    const [entry] = listAuditLog(db, { offset: 0, limit: 1 }).rows;
    expect(entry).toMatchObject({ action: 'prediction.disagree', subject: encounter, model: 'model-1' });
    expect(JSON.stringify(entry)).not.toContain('words');
  });

  it('never changes', () => {
    const { db } = withStay();
    addDisagreement(db, { encounter: keyOf(db), ...said });
    expect(() => db.exec('UPDATE disagreement SET probability = 0.9')).toThrow('never changes');
  });

  it('of a stay that is not there is refused, and so is too long a comment', () => {
    const { db } = withStay();
    expect(() => addDisagreement(db, { encounter: 'nobody', ...said })).toThrow(
      expect.objectContaining({ code: 'unknown_encounter' }),
    );
    const long = { encounter: keyOf(db), ...said, comment: 'x'.repeat(501) };
    expect(() => addDisagreement(db, long)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('is found by an index', () => {
    const { db } = withStay();
    const plan = db.prepare<[number], { detail: string }>(`EXPLAIN QUERY PLAN ${DISAGREEMENTS_SQL}`).all(1);
    expect(plan.map(({ detail }) => detail).join()).toContain('disagreement_encounter');
  });
});

function keyOf(db: RecordDatabase['db']): string {
  return db.prepare<[], string>('SELECT source_key FROM encounter').pluck().get()!;
}
