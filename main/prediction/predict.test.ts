import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { logit } from '../../models/statistics/sigmoid.ts';
import { coalitions, neighbourhood as schema, prediction } from '../api/predictions.ts';
import { substitutionPolicy } from '../api/common.ts';
import type { Coalitions, Prediction } from '../api/services.ts';
import { readBundle, writeBundle } from '../bundles/bundle-files.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { makeSmallStudy, type SmallStudy } from '../testing/small-study.ts';
import { readCsv } from '../testing/read-csv.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { encounterCoalitions } from './encounter-coalitions.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { neighbourhood } from './neighbourhood.ts';
import { predictAll, type ScoredEncounter } from './predict-all.ts';
import { predictEncounter } from './predict-encounter.ts';
import { referenceStays, type ReferenceStays } from './reference-stays.ts';

/** What a trained model says of real encounters, and that the parts of it agree. */
const folder = temporaryFolder();
let study: SmallStudy;
let db: Database;
let model: LoadedModel;
let everyone: ScoredEncounter[];
/** An encounter that has all six modalities, and one that lacks labs. */
let complete: ScoredEncounter;
let withoutLabs: ScoredEncounter;

beforeAll(async () => {
  study = await makeSmallStudy(folder, { admissions: 300 });
  db = openDatabase(study.database, { readOnly: true });
  model = await loadModel(study.bundle);
  everyone = await predictAll(db, model, { without: [] });
  complete = everyone.find(({ present }) => present.length === MODALITIES.length)!;
  withoutLabs = everyone.find(({ present }) => present.length > 2 && !present.includes('labs'))!;
});
afterAll(() => {
  model.predictor.dispose();
  db.close();
});

const one = (encounter: string, without: ModalityName[] = [], substitution = model.policy): Prediction =>
  prediction.parse(predictEncounter(db, model, { encounter, without, substitution }));

const sum = (contributions: object): number =>
  Object.values(contributions as Record<string, number>).reduce((total, value) => total + value, 0);

type Explained = Pick<ScoredEncounter, 'logit' | 'probability' | 'baseRate' | 'contributions'>;

/** The score is the base rate plus what each modality contributes, in logits. */
function expectToAddUp({ logit: score, probability, baseRate, contributions }: Explained): void {
  expect(Math.abs(score! - (logit(baseRate) + sum(contributions)))).toBeLessThan(1e-5);
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-score!)), 12);
}

/** A model that was not trained to predict what is missing cannot. */
const POLICIES = substitutionPolicy.options.filter((policy) => policy !== 'predicted');

describe('contributions', () => {
  it.each(POLICIES)('add up to the logit under the policy %s', async (substitution) => {
    for (const without of [[], ['notes'], ['labs', 'demographics']] as const) {
      const rows = await predictAll(db, model, { without, substitution });
      for (const row of rows.filter(({ status }) => status === 'scored')) {
        expectToAddUp(row);
        expect(Object.keys(row.contributions)).toEqual(row.present);
        for (const off of without) expect(row.present).not.toContain(off);
      }
    }
  });

  it('start from the prevalence of the training labels', () => {
    const { trainingPositives, trainingEncounters, baseRate } = model.manifest.network;
    expect(baseRate).toBe(trainingPositives / trainingEncounters);
    expect(everyone[0]!.baseRate).toBe(baseRate);
  });
});

describe('one encounter', () => {
  it('has the same score alone, among all and among its coalitions', () => {
    for (const row of everyone.slice(0, 10)) {
      const alone = one(row.encounter);
      expectToAddUp(alone);
      expect(alone.logit).toBeCloseTo(row.logit!, 5);
      expect(alone.substituted).toEqual(row.substituted);
      expect(Object.keys(alone.contributions)).toEqual(Object.keys(row.contributions));
      for (const modality of row.present) {
        expect(alone.contributions[modality]).toBeCloseTo(row.contributions[modality]!, 5);
      }
      const [asFound] = encounterCoalitions(db, model, row.encounter).coalitions;
      expect(asFound!.used).toEqual(row.present);
      expect(asFound!.logit).toBeCloseTo(row.logit!, 5);
    }
  });

  it('has every subset of what it has, each as if the others were switched off', () => {
    const all: Coalitions = coalitions.parse(encounterCoalitions(db, model, complete.encounter));
    expect(all.coalitions).toHaveLength(63);
    expect(new Set(all.coalitions.map(({ used }) => used.join())).size).toBe(63);
    for (const coalition of all.coalitions) {
      const without = MODALITIES.filter((modality) => !coalition.used.includes(modality));
      const alone = one(complete.encounter, without);
      expectToAddUp({ ...coalition, baseRate: all.baseRate });
      expect(coalition.logit).toBeCloseTo(alone.logit, 5);
      expect(coalition.substituted).toEqual(alone.substituted);
      for (const modality of coalition.used) {
        expect(coalition.contributions[modality]).toBeCloseTo(alone.contributions[modality]!, 5);
      }
    }
  });

  it('does not change when what it does not have is switched off', () => {
    expect(one(withoutLabs.encounter, ['labs'])).toEqual(one(withoutLabs.encounter));
  });

  it('has no score when nothing is left', async () => {
    const dark = [...MODALITIES];
    expect(() => one(complete.encounter, dark)).toThrow(expect.objectContaining({ code: 'nothing_present' }));
    const rows = await predictAll(db, model, { without: dark });
    for (const row of rows) {
      expect(row).toMatchObject({
        status: 'nothing_present',
        probability: null,
        logit: null,
        contributions: {},
      });
    }
  });
});

describe('what stands in', () => {
  it('is present, alive and described by the similarity and list of the model', () => {
    const { similarity, modalities, dead } = model.predictor.model;
    for (const { present, substituted } of everyone) {
      expect(substituted.map(({ modality }) => modality)).toEqual(
        modalities.filter((modality) => !present.includes(modality)),
      );
      for (const { modality, by, similarity: shown, rankDistance } of substituted) {
        expect(present).toContain(by);
        if (present.some((candidate) => !dead.includes(candidate))) expect(dead).not.toContain(by);
        expect(shown).toBe(similarity.centredCosine[modalities.indexOf(modality)]![modalities.indexOf(by)]);
        const place = (name: ModalityName): number => similarity.ranked.indexOf(name);
        expect(rankDistance).toBe(Math.abs(place(modality) - place(by)));
        // The deployed rule takes the present one nearest in the ranked list.
        const alive = present.filter((candidate) => !dead.includes(candidate));
        const nearest = Math.min(
          ...(alive.length > 0 ? alive : present).map((name) => Math.abs(place(modality) - place(name))),
        );
        expect(rankDistance).toBe(nearest);
      }
    }
  });

  it('is nothing under the policies that leave a gap', () => {
    for (const policy of ['omit', 'zeros'] as const) {
      expect(one(withoutLabs.encounter, [], policy).substituted).toEqual([]);
    }
  });

  it('offers every present modality as a candidate, and the chosen one gives the score as found', () => {
    const lacking = everyone.find(({ substituted }) => substituted.length === 1)!;
    const [{ modality, by }] = lacking.substituted as [ScoredEncounter['substituted'][number]];
    const { candidates, coalitions: answers } = encounterCoalitions(db, model, lacking.encounter);
    expect(Object.keys(candidates)).toEqual([modality]);
    expect(candidates[modality]!.map((candidate) => candidate.by).sort()).toEqual(lacking.present.toSorted());
    const chosen = candidates[modality]!.find((candidate) => candidate.by === by)!;
    expect(chosen.probability).toBeCloseTo(answers[0]!.probability, 5);
    expect(new Set(candidates[modality]!.map(({ probability }) => probability)).size).toBeGreaterThan(1);
  });
});

describe('features', () => {
  const linesOf = new Map<string, Record<string, string>[]>();
  function rowAt(file: string, line: number): Record<string, string> {
    const rows = linesOf.get(file) ?? readCsv(path.join(study.files, file)).rows;
    linesOf.set(file, rows);
    return rows[line - 2]!;
  }

  it('name the line of the record that they come from', () => {
    const { features } = one(complete.encounter);
    const codes = { labs: 'itemid', diagnoses: 'icd_code', medications: 'drug' } as const;
    const hadm = complete.encounter;
    const subject = rowAt('hosp/admissions.csv.gz', features.demographics![0]!.line!)['subject_id'];
    expect(rowAt('hosp/admissions.csv.gz', features.demographics![0]!.line!)['hadm_id']).toBe(hadm);
    for (const [modality, column] of Object.entries(codes) as [keyof typeof codes, string][]) {
      expect(features[modality]!.length).toBeGreaterThan(0);
      for (const { code, file, line, system, name } of features[modality]!) {
        const row = rowAt(file!, line!);
        expect(row['subject_id'], name).toBe(subject);
        if (row['hadm_id'] !== '') expect(row['hadm_id'], name).toBe(hadm);
        if (modality === 'labs') expect(row[column]).toBe(code);
        // A category of ICD is the start of its codes; chapters and counts are of no single code.
        if (system?.startsWith('ICD10') === true && /^[A-Z]\d/.test(code!))
          expect(row[column]).toMatch(new RegExp(`^${code}`));
      }
    }
  });

  it('have the value that the record has', () => {
    const name = 'Length of stay, hours';
    const stay = everyone
      .slice(0, 20)
      .flatMap(({ encounter }) =>
        (one(encounter).features.demographics ?? []).filter((feature) => feature.name === name),
      )[0]!;
    const { admittime, dischtime } = rowAt(stay.file!, stay.line!);
    const hours = (Date.parse(`${dischtime}Z`) - Date.parse(`${admittime}Z`)) / 3_600_000;
    expect(stay.value).toBeCloseTo(hours, 6);
    // Of several results, the last, first, lowest and highest are each the value of a line; means and slopes are not.
    const results = everyone
      .slice(0, 40)
      .flatMap(({ encounter }) => one(encounter).features.labs ?? [])
      .filter(({ statistic }) => ['last', 'first', 'minimum', 'maximum'].includes(statistic));
    expect(results.length).toBeGreaterThan(5);
    for (const { name: item, value, file, line } of results) {
      expect(value, item).toBe(Number(rowAt(file!, line!)['valuenum']));
    }
  });

  it('are named in words', () => {
    const names = Object.values(one(complete.encounter).features).flatMap((list) =>
      list.map(({ name }) => name),
    );
    for (const name of names) expect(name).not.toMatch(/[a-z][A-Z]|^$/);
  });
});

it('a folder and an archive of it load alike', async () => {
  const archive = path.join(folder, 'copy.lacuna');
  await writeBundle(archive, await readBundle(study.bundle));
  const other = await loadModel(archive);
  expect(other.hash).toBe(model.hash);
  expect(await predictAll(db, other, { without: [] })).toEqual(everyone);
  other.predictor.dispose();
});

describe('one stay among others', () => {
  let reference: ReferenceStays;
  const around = (encounter: string) => schema.parse(neighbourhood(db, model, reference, encounter));
  beforeAll(() => {
    reference = referenceStays(db, model);
  });

  it('is compared with stays that the model was not trained on', () => {
    expect(reference.encounters.length).toBeGreaterThan(50);
    expect(reference.encounters.filter(({ split }) => split === 'train')).toEqual([]);
    expect(reference.encounters.filter(({ label }) => label === null)).toEqual([]);
  });

  it('has the scores of its neighbours, of other people, the most similar first', () => {
    const { encounter, patient } = reference.encounters[0]!;
    const { nearest, n } = around(encounter);
    expect(n).toBe(reference.encounters.length);
    expect(nearest).toHaveLength(10);
    for (const near of nearest) {
      const scored = everyone.find((other) => other.encounter === near.encounter)!;
      expect(near.probability).toBeCloseTo(scored.probability!, 6);
      const stay = reference.encounters.find((other) => other.encounter === near.encounter)!;
      expect(stay.patient).not.toBe(patient);
      expect(near.hadEvent).toBe(stay.label === 1);
    }
    const similarities = nearest.map(({ similarity }) => similarity);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
  });

  it('counts every stay once by risk and by what is in use', () => {
    const { distribution, pattern, n } = around(complete.encounter);
    expect(distribution.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
    const events = reference.encounters.filter(({ label }) => label === 1).length;
    expect(distribution.reduce((sum, bin) => sum + bin.events, 0)).toBe(events);
    const [first] = distribution;
    const inFirst = [...reference.probabilities].filter((risk) => risk >= first!.from && risk < first!.to);
    expect(first!.n).toBe(inFirst.length);
    expect(pattern.used).toEqual(complete.present);
  });

  it('is asked what its risk could be only of absent notes and labs', () => {
    expect(around(complete.encounter).ifKnown).toEqual([]);
    const { ifKnown } = around(withoutLabs.encounter);
    const labs = ifKnown.find(({ modality }) => modality === 'labs')!;
    expect(labs.donors).toBeGreaterThanOrEqual(20);
    expect(labs.low).toBeLessThan(labs.high);
    expect(labs.middle).toBeGreaterThanOrEqual(labs.low);
    expect(labs.middle).toBeLessThanOrEqual(labs.high);
    expect(ifKnown.every(({ modality }) => modality === 'notes' || modality === 'labs')).toBe(true);
  });
});
