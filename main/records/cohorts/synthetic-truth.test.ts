import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import type { CohortSpec } from '../../api/common.ts';
import { SYNTHETIC_TASKS } from '../../synthetic/tasks.ts';
import { generateCohort } from '../../synthetic/generate-cohort.ts';
import { type Database, openDatabase } from '../database.ts';
import { evidenceFor } from '../evidence/evidence.ts';
import { importFolder } from '../importers/import-folder.ts';
import { labelledEncounters } from './labelled-encounters.ts';

const ADMISSIONS = 400;
const root = mkdtempSync(path.join(tmpdir(), 'lacuna-truth-'));
let db: Database;
/** Cells of the truth by admission. */
let truth: Map<string, Readonly<Record<string, string>>>;

/** What the generator drew, found again in the rows it wrote, by way of the importer. */
describe('the synthetic cohort', () => {
  beforeAll(async () => {
    const output = path.join(root, 'files');
    const made = await generateCohort({ admissions: ADMISSIONS, seed: 3, output });
    const database = path.join(root, 'records.db');
    await importFolder({ folder: output, source: 'mimic-iv', database });
    db = openDatabase(database, { readOnly: true });
    truth = readTruth(made.truth);
  });
  afterAll(() => {
    db.close();
    rmSync(root, { recursive: true });
  });

  const specOf = (task: (typeof SYNTHETIC_TASKS)[number], spec: Partial<CohortSpec> = {}): CohortSpec => ({
    task,
    preset: 'default',
    ...spec,
  });
  const evidenceOfAll = (spec: CohortSpec): EncounterEvidence[] => [
    ...evidenceFor(db, spec, labelledEncounters(db, spec)),
  ];

  it.each(SYNTHETIC_TASKS)('has the labels of %s that were drawn', (task) => {
    const encounters = labelledEncounters(db, specOf(task));
    const drawn = [...truth].filter(([, cells]) => cells[`label:${task}`] !== '');
    expect(encounters).toHaveLength(drawn.length);
    for (const { encounter, label } of encounters) {
      expect([encounter, String(label)]).toEqual([encounter, truth.get(encounter)?.[`label:${task}`]]);
    }
    expect(new Set(encounters.map(({ label }) => label))).toEqual(new Set([0, 1]));
  });

  it('has a modality present or unavailable as it was drawn, whatever was left empty by chance', () => {
    const evidence = evidenceOfAll(specOf('mortality-90d'));
    for (const { encounter, states } of evidence) {
      for (const modality of ['notes', 'labs', 'diagnoses', 'procedures', 'medications'] as const) {
        const drawn = truth.get(encounter)?.[`present:${modality}`] === '1';
        expect([encounter, modality, states[modality] !== 'unavailable']).toEqual([
          encounter,
          modality,
          drawn,
        ]);
      }
    }
    const seen = new Set(evidence.flatMap(({ states }) => Object.values(states)));
    expect(seen).toEqual(new Set(['present', 'noneRecorded', 'unavailable']));
  });

  it('keeps its canaries out of the evidence', () => {
    const labItem = 'MIMIC-LAB:59999';
    expect(itemsOf(db)).toContain(labItem);
    for (const timing of ['retrospective', 'available'] as const) {
      const items = evidenceOfAll(specOf('mortality-90d', { timing })).flatMap(({ labs }) =>
        labs.map(({ item }) => item),
      );
      expect(items.length).toBeGreaterThan(1000);
      expect(items).not.toContain(labItem);
    }
    // The care-limitation code is coded after a death in hospital.
    const hospital = evidenceOfAll(specOf('mortality-hospital'));
    expect(hospital.flatMap(({ diagnoses }) => diagnoses).length).toBeGreaterThan(100);
    expect(hospital.flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code))).not.toContain('Z66');
  });
});

function itemsOf(database: Database): string[] {
  return database.prepare<[], string>(`SELECT system || ':' || code FROM concept`).pluck().all();
}

function readTruth(file: string): Map<string, Readonly<Record<string, string>>> {
  const [header = [], ...rows] = gunzipSync(readFileSync(file))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const records = rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
  return new Map(records.map((record) => [record['hadm_id'] ?? '', record]));
}
