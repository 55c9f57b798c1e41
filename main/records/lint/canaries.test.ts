import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vectorizeEncounters } from '../../../models/features/vectorize-encounters.ts';
import { fitVectorizers } from '../../../models/features/vectorizers.ts';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import { lintReport } from '../../api/checks.ts';
import type { CohortSpec } from '../../api/common.ts';
import { findingsOf, lintSubject, seenEncounters } from '../../testing/lint-rule.ts';
import { importSynthetic } from '../../testing/small-study.ts';
import { type Database, openDatabase } from '../database.ts';
import type { EvidenceContext } from '../evidence/evidence-context.ts';
import { type SelectedEvents, selectEvents } from '../evidence/select-events.ts';
import { RESULT_PENDING } from './late-rows.ts';
import { lintCohort } from './lint-cohort.ts';
import type { LintSubject } from './rule.ts';
import { RULES } from './rules.ts';
import { tellingFeatures } from './single-features.ts';

const MORTALITY: CohortSpec = { task: 'mortality-90d', preset: 'default' };
const HOSPITAL: CohortSpec = { task: 'mortality-hospital', preset: 'default' };

const root = mkdtempSync(path.join(tmpdir(), 'lacuna-canaries-'));
let db: Database;
let files: string;

beforeAll(async () => {
  const made = await importSynthetic(root, { admissions: 1000, seed: 5 });
  files = made.files;
  db = openDatabase(made.database, { readOnly: true });
});
afterAll(() => {
  db.close();
  rmSync(root, { recursive: true });
});

/** A selection that takes every result of the stay, whenever it was stored. */
function withLateResults(context: EvidenceContext): SelectedEvents {
  const { record, encounter } = context;
  return {
    ...selectEvents(context),
    labs: encounter.admissionIds.flatMap((id) => record.labs.get(id) ?? []),
  };
}

/** A selection that takes the codes of the stay although it has not ended. */
function withCodesOfTheStay(context: EvidenceContext): SelectedEvents {
  const { record, encounter } = context;
  const own = record.diagnoses.filter(({ encounterId }) =>
    encounter.admissionIds.includes(encounterId ?? -1),
  );
  return { ...selectEvents(context), diagnoses: own.map((row) => ({ row, minutesBefore: null })) };
}

/** Single features that nearly tell the outcome when rows are selected so. */
function tellingIn(subject: LintSubject, select: (context: EvidenceContext) => SelectedEvents): string[] {
  const training = [...seenEncounters(subject, select)].filter(
    ({ encounter: { split, label } }) => split === 'train' && label !== null,
  );
  const evidence = training.map((seen) => seen.evidence);
  const vectorizers = fitVectorizers(evidence);
  const vectors = vectorizeEncounters(vectorizers, MODALITIES, evidence);
  const labels = Uint8Array.from(training, ({ encounter: { label } }) => label ?? 0);
  return tellingFeatures({ vectorizers, vectors, labels })
    .filter(({ auroc }) => auroc >= 0.85)
    .map(({ name }) => name);
}

describe('the canaries of the synthetic cohort', () => {
  it('are reported by every rule that they are for, and by no other, where nothing is broken', () => {
    for (const spec of [MORTALITY, HOSPITAL]) {
      const report = lintCohort(db, spec);
      expect(lintReport.parse(report)).toEqual(report);
      expect(report.rules.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name));
      expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(
        report.findings.filter(
          ({ rule, feature }) => rule === 'telling-feature' && /canary|Z66/.test(feature ?? ''),
        ),
      ).toEqual([]);
    }
  });

  it('a result that is stored days after the discharge is found when it is let in', () => {
    const subject = lintSubject(db, MORTALITY);
    const leaky = new Map(
      [...seenEncounters(subject, withLateResults)].map((seen) => [seen.encounter.encounterId, seen]),
    );
    const findings = findingsOf(RESULT_PENDING, subject, (seen) => leaky.get(seen.encounter.encounterId)!)!;
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', feature: 'Late-stored canary (MIMIC-LAB 59999)' }),
    );
    expect(tellingIn(subject, withLateResults)).toContain('Late-stored canary');
    expect(tellingIn(subject, selectEvents)).toEqual([]);
  });

  it('a code that limits care, coded after a death, is found when codes of the stay are let in', () => {
    const subject = lintSubject(db, HOSPITAL);
    const canary = expect.stringMatching(/resuscitat/i) as string;
    expect(tellingIn(subject, withCodesOfTheStay)).toEqual(expect.arrayContaining([canary]));
    expect(tellingIn(subject, selectEvents)).not.toEqual(expect.arrayContaining([canary]));
  });

  it('the status of an order never comes into the records', () => {
    const pharmacy = gunzipSync(readFileSync(path.join(files, 'hosp/pharmacy.csv.gz'))).toString();
    const [header = '', ...rows] = pharmacy.split('\n');
    const column = header.split(',').indexOf('status');
    const statuses = new Set(
      rows.flatMap((row) => row.split(',')[column] ?? []).filter((word) => word !== ''),
    );
    expect(statuses.size).toBeGreaterThan(1);
    const columns = db
      .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('medication')`)
      .all()
      .map(({ name }) => name);
    expect(columns).not.toContain('status');
    for (const { evidence } of seenEncounters(lintSubject(db, MORTALITY))) {
      const words = evidence.medications.flatMap(({ code, name }) => [code, name]);
      for (const status of statuses) expect(words).not.toContain(status);
    }
  });
});
