import { describe, expect, it } from 'vitest';
import { perModality } from '../../../models/modalities/modality.ts';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { predictability } from './presence-model.ts';
import { type Observed, presenceProblem } from './predictors.ts';

const PEOPLE = 600;

/** Stays of which notes are missing as `missing` says, by age, sex and whether labs were recorded. */
function observed(
  missing: (stay: {
    readonly age: number;
    readonly sex: string;
    readonly labs: boolean;
    readonly u: number;
  }) => boolean,
): Observed[] {
  const random = RandomStream.fromSeed('observed');
  return Array.from({ length: PEOPLE }, (_, i): Observed => {
    const age = 20 + random.int(70);
    const sex = random.float() < 0.5 ? 'F' : 'M';
    const labs = random.float() < 0.7;
    const isMissing = missing({ age, sex, labs, u: random.float() });
    return {
      patient: `p${i}`,
      states: {
        ...perModality(() => 'present' as const),
        labs: labs ? 'present' : 'unavailable',
        notes: isMissing ? 'unavailable' : 'present',
      },
      demographics: { ageYears: i % 10 === 0 ? null : age, sex },
    };
  });
}

const notes = (rows: readonly Observed[]) => predictability(presenceProblem('notes', rows));

describe('predictability', () => {
  it('is that of chance where nothing tells', () => {
    const { auroc, interval, n, reason } = notes(observed(({ u }) => u < 0.3));
    expect([n, reason]).toEqual([PEOPLE, null]);
    expect(auroc).toBeGreaterThan(0.42);
    expect(auroc).toBeLessThan(0.58);
    expect(interval![0]).toBeLessThan(0.5);
    expect(interval![1]).toBeGreaterThan(0.5);
  });

  it('names what tells, and in which direction', () => {
    const { auroc, strongest } = notes(observed(({ labs, u }) => u < (labs ? 0.05 : 0.8)));
    expect(auroc).toBeGreaterThan(0.8);
    expect(strongest[0]).toMatchObject({ name: 'labs recorded' });
    expect(strongest[0]!.weight).toBeGreaterThan(0.5);
    const byAge = notes(observed(({ age, u }) => u < (age > 60 ? 0.8 : 0.1)));
    expect(byAge.strongest[0]).toMatchObject({ name: 'Age, years' });
    expect(byAge.strongest[0]!.weight).toBeLessThan(0);
  });

  it('cannot see that something is missing because of what it would have said', () => {
    // Whether the note is missing depends on itself alone, and on nothing that was recorded.
    expect(notes(observed(({ u }) => u < 0.5)).auroc).toBeLessThan(0.58);
  });

  it('is not assessed of what is never or always there, or seldom not', () => {
    expect(notes(observed(() => false))).toMatchObject({ auroc: null, reason: 'never missing' });
    expect(notes(observed(() => true))).toMatchObject({ auroc: null, reason: 'always missing' });
    expect(notes(observed(({ u }) => u < 0.02))).toMatchObject({
      auroc: null,
      interval: null,
      reason: expect.stringMatching(/events, needs 20$/) as string,
    });
    expect(predictability(presenceProblem('notes', []))).toMatchObject({ auroc: null, n: 0 });
  });
});

describe('presenceProblem', () => {
  it('standardises what varies, and leaves out what does not', () => {
    const { design, names, present } = presenceProblem(
      'notes',
      observed(({ u }) => u < 0.5),
    );
    expect(names).toEqual(['labs recorded', 'Age, years', 'Age, years: not known', 'Sex: F', 'Sex: M']);
    expect([design.rows, design.columns, present.length]).toEqual([PEOPLE, 5, PEOPLE]);
    for (let column = 0; column < design.columns; column += 1) {
      const values = Array.from(
        { length: PEOPLE },
        (_, row) => design.values[row * design.columns + column]!,
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / PEOPLE;
      expect(mean).toBeCloseTo(0, 10);
      expect(values.reduce((sum, value) => sum + value ** 2, 0) / PEOPLE).toBeCloseTo(1, 10);
    }
  });
});
