import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { checkIntegrity, type Database, openDatabase } from '../database.ts';
import { recordsHash } from '../records-hash.ts';
import { publish, type PublishOptions } from './publish.ts';

/** The path of staged records of three people. */
function staged(): string {
  const made = new RecordDatabase();
  for (const id of [1, 2, 3]) {
    made.patient(id);
    made.admission(id, id, { start_minute: at(10 * id), end_minute: at(10 * id + 1) });
    made.event('diagnosis', 'hosp/diagnoses_icd', {
      patient_id: id,
      encounter_id: id,
      concept_id: made.concept('ICD10CM', 'I10'),
      sequence: 1,
    });
  }
  return made.db.name;
}

function target(): Database {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-publish-'));
  const db = openDatabase(path.join(folder, 'records.db'), { create: true });
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return db;
}

/** A signal that trips when it is looked at for the `looks`-th time. */
function trippingAt(looks: number): { signal: AbortSignal; looked: () => number } {
  let looked = 0;
  const throwIfAborted = (): void => {
    looked += 1;
    if (looked === looks) throw new Error('stopped');
  };
  return { signal: { throwIfAborted } as AbortSignal, looked: () => looked };
}

const published = (db: Database, options: Omit<PublishOptions, 'begin' | 'finish'>) =>
  publish(db, { begin: () => 'mimic-iv', finish: () => undefined, ...options });

describe('publishing', () => {
  it('takes all records or none, wherever it is stopped', async () => {
    const db = target();
    const before = recordsHash(db);
    const file = staged();
    const whole = trippingAt(0);
    for (let looks = 1; ; looks += 1) {
      const { signal, looked } = trippingAt(looks);
      const outcome = await published(db, { staged: file, signal }).catch((error: unknown) => error);
      if (!(outcome instanceof Error)) break;
      expect([looks, outcome.message, recordsHash(db)]).toEqual([looks, 'stopped', before]);
      expect(looked()).toBe(looks);
    }
    expect(recordsHash(db)).not.toBe(before);
    expect(db.prepare('SELECT count(*) FROM diagnosis').pluck().get()).toBe(3);
    expect(checkIntegrity(db)).toEqual([]);
    const other = target();
    await published(other, { staged: file, signal: whole.signal });
    expect(recordsHash(other)).toBe(recordsHash(db));
    expect(whole.looked()).toBeGreaterThan(5);
  });

  it('takes none when what is done at its end fails', async () => {
    const db = target();
    const before = recordsHash(db);
    const failing = publish(db, {
      staged: staged(),
      begin: () => 'mimic-iv',
      finish: () => {
        throw new Error('no account of it');
      },
    });
    await expect(failing).rejects.toThrow('no account of it');
    expect(recordsHash(db)).toBe(before);
  });
});
