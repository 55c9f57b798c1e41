import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activityEntry } from '../api/activity.ts';
import { modelDetails } from '../api/models.ts';
import { prediction } from '../api/predictions.ts';
import { generateCohort } from '../synthetic/generate-cohort.ts';
import { integrityOf } from '../testing/database-state.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { inNamespace, namespaceRefusal } from '../testing/namespace.ts';
import { readCsv } from '../testing/read-csv.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const home = path.join(folder, 'home');
const ADMISSIONS = 300;
const SEED = 7;
const prepared = z.strictObject({ database: z.string(), model: z.string(), encounter: z.string() });

describe('the main job: demo cohort, import, training, first prediction', () => {
  it('runs where no network can be reached, and says nothing of a patient on the way', async (context) => {
    const reason = namespaceRefusal('-rn');
    context.skip(reason !== null, reason ?? '');
    mkdirSync(home);
    const ends: Ended[] = [];
    const offline = async (...args: string[]): Promise<Ended> => {
      const ended = await runLacuna([...args, '--json'], { home, within: inNamespace('-rn') });
      ends.push(ended);
      return ended;
    };
    const demo = documentOf(
      await offline('demo', '--admissions', String(ADMISSIONS), '--seed', String(SEED)),
      prepared,
    );
    // The demo is selected, so no command needs to name its database.
    const listed = documentOf(await offline('models', 'list'), z.object({ models: z.array(modelDetails) }));
    expect(listed.models).toMatchObject([{ id: demo.model, name: 'Synthetic demo', synthetic: true }]);
    const bundle = listed.models[0]!.path;
    const scored = documentOf(
      await offline('predict', '--model', bundle, '--encounter', demo.encounter),
      prediction,
    );
    expect(scored).toMatchObject({ encounter: demo.encounter, model: demo.model });
    const log = documentOf(await offline('log', 'list'), z.object({ rows: z.array(activityEntry) }));
    expect(integrityOf(demo.database)).toEqual([]);

    await expectNothingOfPatients(ends.map(({ stderr }) => stderr).join('\n'));
    // Which stay was predicted is what the log is for; it says nothing else of anybody.
    const [predicted, ...before] = log.rows;
    expect(predicted).toMatchObject({ action: 'prediction.run', subject: demo.encounter });
    await expectNothingOfPatients(JSON.stringify([{ ...predicted, subject: null }, ...before]));

    expect(documentOf(await offline('demo', '--remove'), z.object({ removed: z.boolean() }))).toEqual({
      removed: true,
    });
    expect(documentOf(await offline('demo', '--remove'), z.object({ removed: z.boolean() }))).toEqual({
      removed: false,
    });
    expect(errorOf(await offline('models', 'list'))).toMatchObject({ code: 'usage', exit: 2 });
  });
});

/** Holds what was said against what the same cohort holds: ids, dates, names of drugs and every line of every note. */
async function expectNothingOfPatients(said: string): Promise<void> {
  const files = path.join(folder, 'files');
  await generateCohort({ admissions: ADMISSIONS, seed: SEED, output: files }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'bundle_exists') throw error;
  });
  const cells = (table: string, columns: readonly string[]): string[] =>
    readCsv(path.join(files, `${table}.csv.gz`)).rows.flatMap((row) =>
      columns.map((column) => row[column] ?? ''),
    );
  const secrets = [
    ...cells('hosp/admissions', ['subject_id', 'hadm_id', 'admittime', 'dischtime']),
    ...cells('hosp/prescriptions', ['drug', 'starttime']),
    ...cells('hosp/diagnoses_icd', ['icd_code']),
    ...cells('note/discharge', ['note_id', 'text']).flatMap((text) => text.split(/[\n.]/)),
    ...cells('note/radiology', ['note_id', 'text']).flatMap((text) => text.split(/[\n.]/)),
  ];
  const told = new Set(secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= 5));
  expect(told.size).toBeGreaterThan(1_000);
  expect([...told].filter((secret) => said.includes(secret))).toEqual([]);
}
