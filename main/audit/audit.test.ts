import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { audit, evaluation } from '../api/audits.ts';
import type { Audit } from '../api/services.ts';
import { cohortBatch, type CohortBatch } from '../prediction/cohort-batch.ts';
import { loadModel, type LoadedModel } from '../prediction/loaded-model.ts';
import { maskUse } from '../../models/prediction/mask-use.ts';
import { predictAll } from '../prediction/predict-all.ts';
import { scoreRows } from '../prediction/score-rows.ts';
import { describeCohort } from '../records/cohorts/describe-cohort.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { lintCohort } from '../records/lint/lint-cohort.ts';
import { missingnessReport } from '../records/missingness/missingness-report.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { runTraining } from '../training/run-training.ts';
import { auditModel } from './audit-model.ts';
import { compareModels } from './compare-models.ts';
import { evaluateModel, type Evaluation, type EvaluationRequest } from './evaluate-model.ts';

/** Audit and evaluation of a trained model, beside the same figures worked out the long way. */
const folder = temporaryFolder();
let model: LoadedModel;
/** The database of training, and one that the model never saw. */
let own: Database;
let other: Database;
let batch: CohortBatch;
let audited: Audit;

beforeAll(async () => {
  const training = await importSynthetic(path.join(folder, 'own'), { admissions: 1_100, seed: 5 });
  // The commonest outcome, so that the test split has enough of them.
  const request = { ...QUICK, task: 'readmission-15d' } as const;
  const bundle = path.join(folder, 'bundle');
  await runTraining({ database: training.database, request, output: bundle }, { signal: NEVER });
  const elsewhere = await importSynthetic(path.join(folder, 'other'), { admissions: 400, seed: 6 });
  rejectOneRow(training.database);
  own = openDatabase(training.database, { readOnly: true });
  other = openDatabase(elsewhere.database, { readOnly: true });
  model = await loadModel(bundle);
  batch = cohortBatch(own, model, ['test']);
  audited = audit.parse(await auditModel(own, model));
});
afterAll(() => {
  model.predictor.dispose();
  own.close();
  other.close();
});

/** As if a row of the import had been bad. */
function rejectOneRow(file: string): void {
  const db = openDatabase(file);
  db.exec(
    `INSERT INTO rejected_row (run_id, file, line, column_name, code, reason)
     SELECT id, 'hosp/transfers.csv', 7, 'intime', 'bad_date', '' FROM import_run`,
  );
  db.close();
}

/** The share of pairs in which the positive one ranks higher, ties counted as half. */
function aurocOf(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  let [won, pairs] = [0, 0];
  for (let a = 0; a < labels.length; a += 1) {
    for (let b = 0; b < labels.length; b += 1) {
      if (labels[a] !== 1 || labels[b] !== 0) continue;
      pairs += 1;
      won += scores[a]! > scores[b]! ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  return won / pairs;
}

async function evaluated(db: Database, request: Partial<EvaluationRequest>): Promise<Evaluation> {
  const full: EvaluationRequest = { split: 'test', rates: [0], maskSeed: 1, masks: 1, ...request };
  return evaluation.parse(await evaluateModel(db, model, full));
}

/** A model of the same weights under another name. */
function twinOf(one: LoadedModel): LoadedModel {
  return { ...one, hash: 'twin' };
}

it('says why rows of the records were rejected, as every report made from them does', async () => {
  const spec = model.cohort;
  const reports = [
    audited,
    await evaluated(own, {}),
    await compareModels(own, [[model, twinOf(model)]], { rates: [0], maskSeed: 1, masks: 1 }),
    describeCohort(own, spec),
    missingnessReport(own, spec),
    lintCohort(own, spec),
  ];
  for (const { rejected } of reports) {
    expect(rejected).toEqual([{ file: 'hosp/transfers.csv', code: 'bad_date', count: 1 }]);
  }
  expect((await evaluated(other, { split: 'all' })).rejected).toEqual([]);
});

describe('an audit', () => {
  it('tells what is lost without what is written after the discharge', () => {
    // All notes of the synthetic cohort are discharge summaries, so they go as a whole.
    const gone: readonly ModalityName[] = ['notes', 'diagnoses', 'procedures'];
    const { modalities } = batch.vectors;
    const used = model.predictor
      .usable(batch.vectors)
      .map((bit, i) => (gone.includes(modalities[i % modalities.length]!) ? 0 : bit));
    const without = aurocOf(batch.labels, model.predictor.logits(batch.vectors, used));
    expect(audited.withheld!.auroc).toBeCloseTo(without, 9);
    expect(audited.withheld!.lost).toBeCloseTo(audited.auroc! - without, 9);
    const [low, high] = audited.withheld!.lostInterval!;
    expect(low).toBeLessThan(audited.withheld!.lost!);
    expect(high).toBeGreaterThan(audited.withheld!.lost!);
  });

  it('is of the test split', () => {
    const test = labelledEncounters(own, model.cohort).filter(
      ({ split, label }) => split === 'test' && label !== null,
    );
    const positives = test.filter(({ label }) => label === 1).length;
    expect(audited).toMatchObject({
      n: test.length,
      positives,
      prevalence: positives / test.length,
      undefined: [],
    });
    expect(positives).toBeGreaterThanOrEqual(20);
  });

  it('has the AUROC of the model as recorded', () => {
    const scores = model.predictor.logits(batch.vectors);
    expect(audited.auroc).toBeCloseTo(aurocOf(batch.labels, scores), 10);
    expect(audited.intervals.auroc![0]).toBeLessThan(audited.auroc!);
    expect(audited.intervals.auroc![1]).toBeGreaterThan(audited.auroc!);
  });

  it('has the mean contribution of each modality over the encounters that have it', async () => {
    const tested = new Set(batch.vectors.encounters);
    const rows = (await predictAll(own, model, { without: [] })).filter(({ encounter }) =>
      tested.has(encounter),
    );
    expect(rows).toHaveLength(audited.n);
    for (const [modality, { meanAbsolute, meanSigned }] of Object.entries(audited.modalities)) {
      const values = rows.flatMap(({ contributions }) => contributions[modality as ModalityName] ?? []);
      const mean = (numbers: number[]): number =>
        numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      expect(meanSigned).toBeCloseTo(mean(values), 5);
      expect(meanAbsolute).toBeCloseTo(mean(values.map(Math.abs)), 5);
    }
  });

  it('has the AUROC that is lost without a modality, and what it gives alone', () => {
    const { modalities } = batch.vectors;
    modalities.forEach((modality, column) => {
      const own = model.predictor.usable(batch.vectors);
      const columnOf = (i: number): number => i % modalities.length;
      const without = own.map((bit, i) => (columnOf(i) === column ? 0 : bit));
      const asRecorded = model.predictor.logits(batch.vectors);
      const masked = model.predictor
        .logits(batch.vectors, without)
        .map((score, row) => (Number.isNaN(score) ? asRecorded[row]! : score));
      const { ablation, ablationInterval, alone } = audited.modalities[modality]!;
      expect(ablation).toBeCloseTo(audited.auroc! - aurocOf(batch.labels, masked), 10);
      expect(ablationInterval![0]).toBeLessThanOrEqual(ablation!);
      expect(ablationInterval![1]).toBeGreaterThanOrEqual(ablation!);

      const only = own.map((bit, i) => (columnOf(i) === column ? bit : 0));
      const scores = model.predictor.logits(batch.vectors, only, 'omit');
      const rows = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]));
      const labels = rows.map((row) => batch.labels[row]!);
      if (labels.filter((label) => label === 1).length < 20) expect(alone).toBeNull();
      else
        expect(alone).toBeCloseTo(
          aurocOf(
            labels,
            rows.map((row) => scores[row]!),
          ),
          10,
        );
    });
  });

  it('counts every missingness pattern once, and who stood in for whom', () => {
    expect(audited.patterns.reduce((sum, { n }) => sum + n, 0)).toBe(audited.n);
    expect(new Set(audited.patterns.map(({ present }) => present.join())).size).toBe(audited.patterns.length);
    const used = model.predictor.usable(batch.vectors);
    for (const [column, modality] of batch.vectors.modalities.entries()) {
      const present = used.filter((bit, i) => i % 6 === column && bit === 1).length;
      const inPatterns = audited.patterns.filter((pattern) => pattern.present.includes(modality));
      expect(inPatterns.reduce((sum, { n }) => sum + n, 0)).toBe(present);
      const stoodIn = audited.substituted.filter((entry) => entry.modality === modality);
      expect(stoodIn.reduce((sum, { n }) => sum + n, 0)).toBe(audited.n - present);
    }
  });
});

describe('what an audit says of thresholds, groups and noise', () => {
  const probabilities = (): Float64Array =>
    scoreRows(model, batch.vectors, model.predictor.usable(batch.vectors)).probabilities;

  it('has curves that enclose the areas it names', () => {
    const { roc, precisionRecall } = audited.curves!;
    const area = roc.slice(1).reduce((sum, { falsePositiveRate, truePositiveRate }, i) => {
      const before = roc[i]!;
      const width = falsePositiveRate - before.falsePositiveRate;
      return sum + (width * (truePositiveRate + before.truePositiveRate)) / 2;
    }, 0);
    // Points too close to be told apart are left out of the drawing.
    expect(area).toBeCloseTo(audited.auroc!, 2);
    const last = precisionRecall.at(-1)!;
    expect(last.recall).toBe(1);
    expect(last.precision).toBeCloseTo(audited.prevalence, 2);
  });

  it('has the net benefit of acting at a threshold', () => {
    const risks = probabilities();
    const at = audited.decision.find(({ threshold }) => threshold === 0.2)!;
    let benefit = 0;
    risks.forEach((risk, row) => {
      if (risk >= 0.2) benefit += batch.labels[row] === 1 ? 1 : -0.25;
    });
    expect(at.model).toBeCloseTo(benefit / risks.length, 12);
    expect(at.all).toBeCloseTo(audited.prevalence - (1 - audited.prevalence) * 0.25, 12);
    expect(at.interval![0]).toBeLessThanOrEqual(at.model);
    expect(at.interval![1]).toBeGreaterThanOrEqual(at.model);
  });

  it('tells groups of people apart by the record', () => {
    const women = batch.encounters.flatMap(({ patientId }, row) =>
      own.prepare<[number], { sex: string }>('SELECT sex FROM patient WHERE id = ?').get(patientId)!.sex ===
      'F'
        ? [row]
        : [],
    );
    const found = audited.subgroups!.groups.find(
      ({ variable, group }) => variable === 'sex' && group === 'F',
    )!;
    const labels = women.map((row) => batch.labels[row]!);
    const scores = model.predictor.logits(batch.vectors);
    expect(found.n).toBe(women.length);
    expect(found.positives).toBe(labels.filter((label) => label === 1).length);
    if (found.positives! >= 20) {
      expect(found.auroc).toBeCloseTo(
        aurocOf(
          labels,
          women.map((row) => scores[row]!),
        ),
        10,
      );
    }
    const variables = new Set(audited.subgroups!.groups.map(({ variable }) => variable));
    expect([...variables]).toEqual(['age', 'sex', 'race', 'insurance', 'language']);
  });

  it('puts no noise on the first point of each, and the AUROC falls with noise on everything', () => {
    const without = audited.noise.filter(({ rate }) => rate === 0);
    expect(without).toHaveLength(model.predictor.model.modalities.length + 1);
    for (const { auroc } of without) expect(auroc).toBeCloseTo(audited.auroc!, 10);
    const most = audited.noise.find(({ modality, rate }) => modality === 'all' && rate === 1)!;
    expect(most.auroc).toBeLessThan(audited.auroc!);
  });

  it('has calibration intervals around what it measured', () => {
    const { slope, intervals, inTheLarge } = audited.calibration;
    expect(intervals.inTheLarge![0]).toBeLessThan(inTheLarge!);
    expect(intervals.inTheLarge![1]).toBeGreaterThan(inTheLarge!);
    expect(intervals.slope === null).toBe(slope === null);
  });
});

describe('an evaluation', () => {
  it('of a database that the model never saw', async () => {
    const { n, positives, rates } = await evaluated(other, { split: 'all', rates: [0, 0.5] });
    const labelled = labelledEncounters(other, model.cohort).filter(({ label }) => label !== null);
    expect({ n, positives }).toEqual({
      n: labelled.length,
      positives: labelled.filter(({ label }) => label === 1).length,
    });
    const unseen = cohortBatch(other, model, null);
    expect(rates[0]!.auroc).toBeCloseTo(aurocOf(unseen.labels, model.predictor.logits(unseen.vectors)), 10);
    expect(rates[1]!.auroc).not.toBe(rates[0]!.auroc);
  });

  it('with nothing masked is the audit, whatever the mask seed', async () => {
    const [one, two] = [await evaluated(own, {}), await evaluated(own, { maskSeed: 9, masks: 3 })];
    expect(one).toEqual(two);
    expect(one.rates[0]).toMatchObject({ auroc: audited.auroc, auprc: audited.auprc, restored: 0 });
    expect(one.rates[0]!.brier).toBe(audited.calibration.brier);
  });

  it('over several masks is the mean of each, and counts the same masks for every policy', async () => {
    const request = { rates: [0.7], policies: ['ebr', 'omit'] } as const;
    const both = await evaluated(own, { ...request, maskSeed: 4, masks: 2 });
    const [first, second] = [
      await evaluated(own, { ...request, maskSeed: 4 }),
      await evaluated(own, { ...request, maskSeed: 5 }),
    ];
    for (const [i, row] of both.rates.entries()) {
      const [a, b] = [first.rates[i]!, second.rates[i]!];
      for (const metric of ['auroc', 'auprc', 'brier', 'ece'] as const) {
        expect(row[metric]).toBeCloseTo((a[metric]! + b[metric]!) / 2, 10);
      }
      expect(row.restored).toBe(a.restored + b.restored);
    }
    expect(both.rates[0]!.restored).toBe(both.rates[1]!.restored);
    expect(both.rates[0]!.auroc).not.toBe(both.rates[1]!.auroc);
  });

  it('stops when it is cancelled', async () => {
    await expect(evaluated(own, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(auditModel(own, model, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const cancel = new AbortController();
    const onProgress = (line: string): void => {
      if (line === 'noise on notes') setImmediate(() => cancel.abort());
    };
    await expect(auditModel(own, model, { signal: cancel.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('masks over real records', () => {
  const RATES = [0.1, 0.3, 0.5, 0.7, 0.9];

  it('are nested: what a higher rate keeps, a lower one keeps too', () => {
    for (const seed of [1, 2, 3]) {
      let before = model.predictor.usable(batch.vectors);
      for (const rate of RATES) {
        const { used } = maskUse(model.predictor, batch.vectors, { rate, seed });
        expect(used.every((bit, i) => bit <= before[i]!)).toBe(true);
        before = used;
      }
    }
  });

  it('take the share that is asked for, and leave every encounter something', () => {
    const present = model.predictor.usable(batch.vectors).filter((bit) => bit === 1).length;
    const width = batch.vectors.modalities.length;
    for (const rate of RATES) {
      const { used, restored } = maskUse(model.predictor, batch.vectors, { rate, seed: 1 });
      const kept = used.filter((bit) => bit === 1).length - restored;
      // Within four standard deviations of a binomial share.
      expect(Math.abs(1 - kept / present - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / present));
      for (let row = 0; row < batch.labels.length; row += 1) {
        expect(used.subarray(row * width, (row + 1) * width)).toContain(1);
      }
    }
  });

  it('depend on the encounter alone, not on who else is scored', () => {
    const everyone = cohortBatch(own, model, null);
    const width = batch.vectors.modalities.length;
    const rowOf = new Map(everyone.vectors.encounters.map((encounter, row) => [encounter, row]));
    const [few, all] = [batch, everyone].map(
      ({ vectors }) => maskUse(model.predictor, vectors, { rate: 0.5, seed: 2 }).used,
    );
    batch.vectors.encounters.forEach((encounter, row) => {
      const at = rowOf.get(encounter)! * width;
      expect(few!.subarray(row * width, (row + 1) * width)).toEqual(all!.subarray(at, at + width));
    });
  });
});
