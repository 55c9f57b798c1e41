import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { MODALITIES, MODALITY_STATES, perModality } from '../modalities/modality.ts';
import { RandomStream } from '../random/random-stream.ts';
import { code, evidence, lab, note } from '../testing/evidence.ts';
import { describeFeature, findFeatureSource } from './describe-feature.ts';
import type { EncounterEvidence } from './evidence.ts';
import { sparseRow } from './sparse-rows.ts';
import { createVectorize, numFeatures, presentModalities } from './vectorize.ts';
import { vectorizeEncounters } from './vectorize-encounters.ts';
import { vectorizersSchema } from './vectorizers-schema.ts';
import { fitVectorizers, VectorizersFitter } from './vectorizers.ts';

/** A hundred encounters with something in every modality. */
function cohort(size: number, seed: number): EncounterEvidence[] {
  const random = RandomStream.fromSeed(seed);
  const pick = <T>(...choices: T[]): T => choices[random.int(choices.length)]!;
  return Array.from({ length: size }, (_, i) =>
    evidence(`e${i}`, {
      demographics: {
        ageYears: 20 + random.int(70),
        sex: pick('F', 'M'),
        admissionType: pick('URGENT', 'URGENT', 'ELECTIVE', `rare ${i}`),
        daysSinceLastDischarge: random.float() < 0.5 ? null : random.int(300),
      },
      diagnoses: [code('ICD10CM', pick('I509', 'A419', 'N179')), code('ICD10CM', pick('E119', 'I10'))],
      procedures: random.float() < 0.5 ? [] : [code('ICD9PCS', pick('9671', '3893'))],
      medications: [code('DRUG', 'x', { name: pick('Insulin Glargine', 'Heparin', 'Furosemide 40mg') })],
      labs: [lab('MIMIC-LAB:50971', 3 + 2 * random.float(), { line: i + 2 })],
      notes: [note(`Plan: ${pick('home', 'rehab')} ${pick('stable', 'weak', 'weak weak')}`)],
    }),
  );
}

const training = cohort(100, 1);
const vectorizers = fitVectorizers(training);
const vectorize = createVectorize(vectorizers, MODALITIES);

describe('fitting', () => {
  test('reads evidence once, from any iterable', () => {
    function* once(): Generator<EncounterEvidence> {
      yield* training;
    }
    expect(fitVectorizers(once())).toEqual(vectorizers);
  });
  test('each modality is learnt from its own evidence alone', () => {
    for (const name of MODALITIES) {
      const fitter = new VectorizersFitter([name]);
      for (const encounter of training) fitter.add(encounter);
      expect(fitter.fit()).toEqual({ [name]: vectorizers[name] });
      const alone = vectorizeEncounters(vectorizers, [name], training);
      expect(alone.inputs[name]).toEqual(vectorizeEncounters(vectorizers, MODALITIES, training).inputs[name]);
    }
  });
  test('JSON and back gives the same features, and satisfies the schema', () => {
    const read = vectorizersSchema.parse(JSON.parse(JSON.stringify(vectorizers)));
    expect(read).toEqual(vectorizers);
    const again = createVectorize(read, MODALITIES);
    for (const encounter of cohort(20, 2)) expect(again(encounter)).toEqual(vectorize(encounter));
  });
  test('the schema refuses another form', () => {
    for (const broken of [
      {},
      { ...vectorizers, version: 2 },
      { ...vectorizers, labs: {} },
      { ...vectorizers, extra: 1 },
    ]) {
      expect(vectorizersSchema.safeParse(broken).success).toBe(false);
    }
  });
  test('no evidence at all: nothing is known of anybody', () => {
    const empty = fitVectorizers([]);
    expect(Object.values(numFeatures(empty))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(presentModalities(createVectorize(empty, MODALITIES)(training[0]!))).toEqual([]);
  });
});

describe('demographics', () => {
  const columnOf = (wanted: string): number => {
    const column = vectorizers.demographics.columns.findIndex(
      (entry) =>
        `${entry.kind} ${entry.fact}${entry.kind === 'category' ? ` ${entry.category}` : ''}` === wanted,
    );
    expect(column).toBeGreaterThanOrEqual(0);
    return column;
  };
  const features = (values: Record<string, number | string | null>): Map<number, number> => {
    const row = vectorize(evidence('new', { demographics: values })).rows.demographics;
    return new Map([...(row?.indices ?? [])].map((column, i) => [column, row!.values[i]!]));
  };

  test('categories that are rare or never seen become "other"', () => {
    for (const admissionType of ['rare 3', 'never seen']) {
      const row = features({ admissionType });
      expect(row.get(columnOf('other admissionType'))).toBe(1);
      expect(row.has(columnOf('category admissionType URGENT'))).toBe(false);
    }
    expect(features({ admissionType: 'URGENT' }).has(columnOf('other admissionType'))).toBe(false);
    expect(features({ sex: 'F' }).get(columnOf('category sex F'))).toBe(1);
  });
  test('what is not known is a feature of its own, where training had it', () => {
    const missing = columnOf('missing daysSinceLastDischarge');
    expect(features({ ageYears: 50, daysSinceLastDischarge: null }).get(missing)).toBe(1);
    expect(features({ ageYears: 50, daysSinceLastDischarge: 3 }).has(missing)).toBe(false);
    expect(
      vectorizers.demographics.columns.some((entry) => entry.kind === 'missing' && entry.fact === 'sex'),
    ).toBe(false);
  });
  test('a feature is named in words, a category with its value', () => {
    const nameOf = (column: string): string =>
      describeFeature(vectorizers, 'demographics', columnOf(column)).name;
    expect(nameOf('number ageYears')).toBe('Age, years');
    expect(nameOf('category sex F')).toBe('Sex: F');
    expect(nameOf('other admissionType')).toBe('Admission type: another');
    expect(nameOf('missing daysSinceLastDischarge')).toBe('Days since last discharge: not known');
  });
  test('only unknown facts: nothing known to the model', () => {
    const result = vectorize(evidence('new', { demographics: { daysSinceLastDischarge: null } }));
    expect(result.states.demographics).toBe('nothingKnownToModel');
  });
});

describe('states', () => {
  test('present needs at least one feature; the others stay as found', () => {
    const unknown = evidence('new', {
      diagnoses: [code('ICD10CM', 'ZZZ')],
      labs: [lab('MIMIC-LAB:50971', 4)],
      states: perModality((name) =>
        name === 'labs' || name === 'diagnoses'
          ? 'present'
          : name === 'medications'
            ? 'noneRecorded'
            : 'unavailable',
      ),
    });
    const { rows, states } = vectorize(unknown);
    expect(states).toEqual({
      demographics: 'unavailable',
      notes: 'unavailable',
      labs: 'present',
      diagnoses: 'nothingKnownToModel',
      procedures: 'unavailable',
      medications: 'noneRecorded',
    });
    expect(MODALITIES.filter((name) => rows[name] !== null)).toEqual(['labs']);
  });
  test('a modality that is said to be unavailable is not read', () => {
    const hidden = { ...training[0]!, states: perModality(() => 'unavailable' as const) };
    expect(presentModalities(vectorize(hidden))).toEqual([]);
  });
});

describe('many encounters', () => {
  const others = cohort(30, 3);
  const vectors = vectorizeEncounters(vectorizers, MODALITIES, others);

  test('rows are those of each encounter alone', () => {
    others.forEach((encounter, row) => {
      const alone = vectorize(encounter);
      MODALITIES.forEach((name, column) => {
        const { indices, values } = sparseRow(vectors.inputs[name]!, row);
        expect([...indices]).toEqual([...(alone.rows[name]?.indices ?? [])]);
        expect(values).toEqual(alone.rows[name]?.values ?? new Float32Array());
        expect(MODALITY_STATES[vectors.states[row * 6 + column]!]).toBe(alone.states[name]);
      });
    });
    expect(vectors.encounters[7]).toBe('e7');
  });
  test('present rows, and only they, have entries', () => {
    vectors.states.forEach((state, index) => {
      const name = MODALITIES[index % 6]!;
      const { indices } = sparseRow(vectors.inputs[name]!, Math.floor(index / 6));
      expect(indices.length > 0).toBe(MODALITY_STATES[state] === 'present');
    });
  });
  test('a subset of the modalities', () => {
    const two = vectorizeEncounters(vectorizers, ['notes', 'labs'], others);
    expect(Object.keys(two.inputs)).toEqual(['notes', 'labs']);
    expect(two.states).toHaveLength(60);
  });
});

describe('descriptions', () => {
  test('every column of every modality has one, and none beyond', () => {
    const counts = numFeatures(vectorizers);
    for (const name of MODALITIES) {
      for (let column = 0; column < counts[name]; column += 1) {
        expect(describeFeature(vectorizers, name, column).name).not.toBe('');
      }
      expect(() => describeFeature(vectorizers, name, counts[name])).toThrow(ModelError);
      expect(() => describeFeature(vectorizers, name, -1)).toThrow(ModelError);
    }
  });
  test('every entry of a row leads back to a line of the record', () => {
    for (const encounter of training.slice(0, 10)) {
      const { rows } = vectorize(encounter);
      for (const modality of MODALITIES) {
        for (const column of rows[modality]?.indices ?? []) {
          const source = findFeatureSource(vectorizers, { modality, column }, encounter);
          expect(source?.file).toBe('hosp/test.csv');
          if (modality === 'labs') expect(source?.line).toBe(encounter.labs[0]!.line);
        }
      }
    }
  });
});
