import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../../models/random/random-stream.ts';
import { SYNTHETIC_TASKS } from './tasks.ts';
import { defineCohort } from '../records/cohorts/cohort-definition.ts';
import type { PatientHistory } from '../records/cohorts/patient-history.ts';
import { selectCohort } from '../records/cohorts/select-cohort.ts';
import { admission, history } from '../testing/patient-histories.ts';
import { readCsv } from '../testing/read-csv.ts';
import { DIAGNOSES } from './catalogue/diagnoses.ts';
import { DRUGS } from './catalogue/drugs.ts';
import { CANARY_ITEM, LAB_ITEMS } from './catalogue/lab-items.ts';
import { PROCEDURES } from './catalogue/procedures.ts';
import { WORDS } from './catalogue/words.ts';
import type { Contents } from './generative/contents.ts';
import { generateCohort } from './generate-cohort.ts';
import { createOracle } from './oracle.ts';
import { bandOf } from './plan/patient-plan.ts';
import { readTruth, type Truth } from './truth/read-truth.ts';
import { TABLE_NAMES, type TableName } from './tables/columns.ts';

/** The cohort as its files tell it: whatever was drawn must be found again in the rows. */
const ADMISSIONS = 1_500;
const DAY = 1440;

type CsvRow = Record<string, string>;

let folder = '';
const truths: Truth[] = [];
const tables = new Map<TableName, CsvRow[]>();
const byAdmission = new Map<TableName, Map<string, CsvRow[]>>();
const rowsOf = (table: TableName) => tables.get(table)!;
const of = (table: TableName, { hadmId }: Truth) => byAdmission.get(table)!.get(hadmId) ?? [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lacuna-synthetic-'));
  await generateCohort({ admissions: ADMISSIONS, seed: 11, output: folder });
  for (const table of TABLE_NAMES) {
    const { rows } = readCsv(path.join(folder, `${table}.csv.gz`));
    tables.set(table, rows);
    byAdmission.set(
      table,
      Map.groupBy(rows, ({ hadm_id }) => hadm_id ?? ''),
    );
  }
  for await (const truth of readTruth(folder)) truths.push(truth);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Minutes since 1970 of a time as MIMIC-IV writes it. */
function minute(text = ''): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;
}

const minuteOrNull = (text = '') => (text === '' ? null : minute(text));

function histories(): PatientHistory[] {
  const stays = Map.groupBy(rowsOf('icu/icustays'), ({ hadm_id }) => hadm_id);
  const bySubject = Map.groupBy(rowsOf('hosp/admissions'), ({ subject_id }) => subject_id);
  return rowsOf('hosp/patients').map((patient) => {
    const admissions = bySubject.get(patient.subject_id) ?? [];
    return history(
      admissions.map((row) =>
        admission(minute(row.admittime), {
          key: row.hadm_id!,
          endMinute: minute(row.dischtime),
          deathMinute: minuteOrNull(row.deathtime),
          hospitalExpired: row.hospital_expire_flag === '1',
          admissionType: row.admission_type!,
          ageYears:
            Number(row.admittime!.slice(0, 4)) - Number(patient.anchor_year) + Number(patient.anchor_age),
          icuStays: (stays.get(row.hadm_id) ?? []).map((stay) => ({
            startMinute: minute(stay.intime),
            endMinute: minute(stay.outtime),
            unit: stay.first_careunit!,
          })),
        }),
      ),
      {
        key: patient.subject_id!,
        dod: patient.dod === '' ? null : minute(`${patient.dod} 00:00:00`) / DAY,
        deathFollowupEnd: Math.max(...admissions.map((row) => minute(row.dischtime) / DAY)) + 365,
      },
    );
  });
}

/** Results of an admission: those that bear its id, and those of its stay in the emergency department. */
function labRows(truth: Truth): CsvRow[] {
  const [stay] = of('hosp/admissions', truth);
  const own = of('hosp/labevents', truth).filter(({ itemid }) => itemid !== CANARY_ITEM.itemid);
  const emergency = labsBySubject().get(truth.subjectId) ?? [];
  return [
    ...own,
    ...emergency.filter(
      ({ charttime }) =>
        stay!.edregtime !== '' && charttime! >= stay!.edregtime! && charttime! < stay!.admittime!,
    ),
  ];
}

let unlinked: Map<string, CsvRow[]> | null = null;
function labsBySubject(): Map<string, CsvRow[]> {
  unlinked ??= Map.groupBy(
    rowsOf('hosp/labevents').filter(({ hadm_id }) => hadm_id === ''),
    ({ subject_id }) => subject_id!,
  );
  return unlinked;
}

/** Contents of an admission as its rows tell them. */
function contentsOf(truth: Truth, noteTable: TableName): Contents {
  const indexes = (rows: CsvRow[], column: string, names: readonly string[]) =>
    rows
      .map((row) => names.indexOf(row[column]!))
      .filter((index) => index >= 0)
      .sort((a, b) => a - b);
  const results = Map.groupBy(labRows(truth), ({ itemid }) => itemid!);
  const text = of(noteTable, truth)[0]?.text ?? '';
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const wordCounts = new Uint16Array(WORDS.length);
  for (const word of words) if (WORDS.includes(word)) wordCounts[WORDS.indexOf(word)]! += 1;
  const diagnoses = indexes(
    of('hosp/diagnoses_icd', truth),
    'icd_code',
    DIAGNOSES.map(([code]) => code),
  );
  return {
    conditions: [0, 1, 2, 3].map((k) => (diagnoses.includes(k) ? 1 : 0)),
    diagnoses,
    drugs: indexes(of('hosp/prescriptions', truth), 'drug', DRUGS),
    procedures: indexes(
      of('hosp/procedures_icd', truth),
      'icd_code',
      PROCEDURES.map(([code]) => code),
    ),
    labs: Float64Array.from(LAB_ITEMS, ({ itemid, location, scale }) => {
      const values = (results.get(itemid) ?? []).map(({ valuenum }) => (Number(valuenum) - location) / scale);
      return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    }),
    wordCounts,
  };
}

describe('labels', () => {
  it.each(SYNTHETIC_TASKS)('%s: the rules of the default cohort find in the rows what was drawn', (task) => {
    const { encounters } = selectCohort(histories(), defineCohort({ task, preset: 'default' }));
    const found = new Map(encounters.map(({ encounter, label }) => [encounter, label]));
    const drawn = truths.flatMap(({ hadmId, tasks }) =>
      tasks[task].label === null ? [] : [[hadmId, tasks[task].label] as const],
    );
    expect(found).toEqual(new Map(drawn));
    expect([...found.values()].filter((label) => label === 1).length).toBeGreaterThan(10);
  });

  it('the age tells the band', () => {
    const bands = new Map(truths.map(({ hadmId, band }) => [hadmId, band]));
    for (const { admissions } of histories()) {
      for (const { key, ageYears } of admissions)
        if (bands.has(key)) expect(bandOf(ageYears!)).toBe(bands.get(key));
    }
  });

  it('the type of admission tells a stay for observation', () => {
    for (const truth of truths) {
      const [row] = of('hosp/admissions', truth);
      expect(row!.admission_type === 'EU OBSERVATION').toBe(truth.observationStay);
    }
  });
});

describe('modalities', () => {
  it('are there if and only if they are recorded', () => {
    for (const truth of truths) {
      expect(labRows(truth).length > 0).toBe(truth.present.labs);
      expect(of('note/discharge', truth)).toHaveLength(truth.present.notes ? 1 : 0);
      expect(of('note/radiology', truth)).toHaveLength(truth.present.notes ? 1 : 0);
      if (!truth.present.medications) expect(of('hosp/prescriptions', truth)).toEqual([]);
      if (!truth.present.procedures) expect(of('hosp/procedures_icd', truth)).toEqual([]);
    }
  });

  it('hold all that the oracle knows: its answers follow from the rows alone', () => {
    const oracle = createOracle();
    const random = RandomStream.fromSeed('rows');
    for (const truth of truths.filter(() => random.float() < 0.2)) {
      for (const table of ['note/discharge', 'note/radiology'] as const) {
        const answer = oracle({
          band: truth.band,
          contents: contentsOf(truth, table),
          present: truth.present,
        });
        const logits = SYNTHETIC_TASKS.flatMap((task) => [...truth.tasks[task].logits]);
        const informed = SYNTHETIC_TASKS.flatMap((task) => [...truth.tasks[task].informedLogits]);
        // Results are written to a fiftieth of their scale, which moves a logit by some hundredths at most.
        const largest = (written: readonly number[], found: Float64Array) =>
          Math.max(...written.map((value, index) => Math.abs(value - found[index]!)));
        expect(largest(logits, answer.logits)).toBeLessThan(truth.present.labs ? 0.1 : 1e-8);
        expect(largest(informed, answer.informedLogits)).toBeLessThan(truth.present.labs ? 0.1 : 1e-8);
      }
    }
  });

  it('charted procedures are the coded ones, done within the first day', () => {
    for (const truth of truths) {
      const charted = of('icu/procedureevents', truth);
      expect(charted).toHaveLength(of('hosp/procedures_icd', truth).length);
      const admit = minute(of('hosp/admissions', truth)[0]!.admittime);
      for (const { starttime, storetime } of charted) {
        expect(minute(starttime)).toBeGreaterThanOrEqual(admit);
        expect(minute(storetime)).toBeLessThanOrEqual(admit + DAY);
      }
    }
  });

  it('drugs are entered and started within the first day', () => {
    const entered = new Map(rowsOf('hosp/pharmacy').map((row) => [row.pharmacy_id, row.entertime]));
    for (const truth of truths) {
      const admit = minute(of('hosp/admissions', truth)[0]!.admittime);
      for (const { pharmacy_id, starttime } of of('hosp/prescriptions', truth)) {
        const available = Math.max(minute(starttime), minute(entered.get(pharmacy_id)));
        expect(available).toBeGreaterThanOrEqual(admit);
        expect(available).toBeLessThan(admit + DAY);
      }
    }
  });
});

describe('the truth beside the files', () => {
  it('has a row for every admission but the donors, and contributions that sum to the score', () => {
    const donors = rowsOf('hosp/admissions').length - truths.length;
    expect(donors).toBeGreaterThan(0);
    for (const { present, tasks } of truths) {
      for (const task of SYNTHETIC_TASKS) {
        const { logits, shapley, probability } = tasks[task];
        expect(logits).toHaveLength(64);
        expect(probability).toBeGreaterThan(0);
        const values = Object.values(shapley);
        expect(values.filter((value) => value !== null).length).toBe(
          Object.values(present).filter(Boolean).length,
        );
        const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
        expect(sum).toBeCloseTo(logits[63]! - logits[0]!, 7);
      }
    }
  });

  it('says the service line that the words tell', () => {
    const mean = (line: 0 | 1) => {
      const rows = truths.filter(({ present, serviceLine }) => present.notes && serviceLine === line);
      const counts = rows.map((truth) => contentsOf(truth, 'note/discharge').wordCounts.subarray(360));
      return counts.reduce((sum, words) => sum + words.reduce((n, count) => n + count, 0), 0) / rows.length;
    };
    expect(mean(1) / mean(0)).toBeCloseTo(Math.exp(1.5), 0);
  });
});

describe('traps', () => {
  it('3 % of the results are stored after the first day, the first of an item never', () => {
    let late = 0;
    let all = 0;
    for (const truth of truths) {
      const admit = minute(of('hosp/admissions', truth)[0]!.admittime);
      for (const results of Map.groupBy(labRows(truth), ({ itemid }) => itemid).values()) {
        const stored = results.map(({ storetime }) => minute(storetime) - admit);
        expect(Math.min(...stored)).toBeLessThanOrEqual(DAY);
        late += stored.filter((minutes) => minutes > DAY).length;
        all += stored.length;
      }
    }
    expect(Math.abs(late / all - 0.03)).toBeLessThan(4 * Math.sqrt((0.03 * 0.97) / all));
  });

  it('results of the emergency department bear no hadm_id', () => {
    const rows = rowsOf('hosp/labevents').filter(({ hadm_id }) => hadm_id === '');
    expect(rows.length).toBeGreaterThan(1000);
    const linked = new Set(truths.flatMap((truth) => labRows(truth)));
    expect(rows.every((row) => linked.has(row))).toBe(true);
  });

  it('a quarter of the deaths have a discharge at 00:00, hours before the death', () => {
    const deaths = rowsOf('hosp/admissions').filter(({ deathtime }) => deathtime !== '');
    const early = deaths.filter(({ dischtime, deathtime }) => dischtime !== deathtime);
    expect(
      early.every(({ dischtime, deathtime }) => dischtime === `${deathtime!.slice(0, 10)} 00:00:00`),
    ).toBe(true);
    expect(early.every(({ dischtime, admittime }) => dischtime! >= admittime!)).toBe(true);
    expect(early.length / deaths.length).toBeGreaterThan(0.1);
    expect(early.length / deaths.length).toBeLessThan(0.4);
  });

  it('there are contiguous pairs of admissions, and an organ donor’s stay after death', () => {
    const people = histories();
    const gaps = people.flatMap(({ admissions }) =>
      admissions.slice(1).map(({ startMinute }, index) => startMinute - admissions[index]!.endMinute!),
    );
    expect(gaps.filter((gap) => gap > 0 && gap <= 360).length).toBeGreaterThan(0);
    const donors = people.filter(({ admissions }) => {
      const death = admissions.find(({ deathMinute }) => deathMinute !== null)?.deathMinute;
      return (
        death !== undefined && death !== null && admissions.some(({ startMinute }) => startMinute > death)
      );
    });
    expect(donors).toHaveLength(rowsOf('hosp/admissions').length - truths.length);
  });

  it('summaries are charted at midnight, a quarter of them stored two days after the discharge', () => {
    const rows = rowsOf('note/discharge');
    const discharges = new Map(rowsOf('hosp/admissions').map((row) => [row.hadm_id, row.dischtime]));
    let late = 0;
    for (const { hadm_id, charttime, storetime } of rows) {
      const discharge = discharges.get(hadm_id)!;
      expect(charttime).toBe(`${discharge.slice(0, 10)} 00:00:00`);
      if (minute(storetime) >= minute(discharge) + 2 * DAY) late += 1;
      else expect(minute(storetime)).toBeLessThanOrEqual(minute(discharge));
    }
    expect(Math.abs(late / rows.length - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / rows.length));
  });

  it('three canaries equal a label, and are known only after the outcome', () => {
    for (const truth of truths) {
      const { tasks, present } = truth;
      const [row] = of('hosp/admissions', truth);
      const codes = of('hosp/diagnoses_icd', truth).map(({ icd_code }) => icd_code);
      expect(codes.includes('Z66')).toBe(row!.hospital_expire_flag === '1');
      const mortality = tasks['mortality-90d'].label;
      const results = of('hosp/labevents', truth).filter(({ itemid }) => itemid === CANARY_ITEM.itemid);
      expect(results.map(({ valuenum }) => Number(valuenum))).toEqual(
        present.labs && mortality !== null ? [mortality] : [],
      );
      for (const { storetime } of results) expect(minute(storetime)).toBeGreaterThan(minute(row!.dischtime));
      const readmission = tasks['readmission-15d'].label;
      for (const { status } of of('hosp/pharmacy', truth)) {
        if (readmission !== null)
          expect(status === 'Discontinued via patient discharge').toBe(readmission === 1);
      }
    }
  });
});
