import { factWords } from '../../../models/features/fact-words.ts';
import type { DenseMatrix } from '../../../models/linear-algebra/dense-matrix.ts';
import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { FoundStates } from '../evidence/states.ts';
import type { PresenceProblem } from './presence-model.ts';
import { SMALLEST_CELL } from './small-cells.ts';
import { sentence } from '../../../models/wording.ts';

/** What is observed of one encounter, whatever is missing. */
export interface Observed {
  readonly patient: string;
  readonly states: FoundStates;
  readonly demographics: Readonly<Record<string, string | number | null>>;
}

/** Categories of a fact beyond the most frequent are not told apart. */
const MOST_CATEGORIES = 12;

interface Predictor {
  readonly name: string;
  readonly read: (observed: Observed) => number;
}

/** Whether a modality is there, to be told from the others and from the demographics, all standardised. */
export function presenceProblem(modality: ModalityName, rows: readonly Observed[]): PresenceProblem {
  const standardised = [...modalityPredictors(modality), ...demographicPredictors(rows)].flatMap(
    ({ name, read }) => {
      const values = standardise(rows.map(read));
      return values === null ? [] : [{ name, values }];
    },
  );
  const design: DenseMatrix = {
    rows: rows.length,
    columns: standardised.length,
    values: Float64Array.from({ length: rows.length * standardised.length }, (_, i) => {
      const column = standardised[i % standardised.length];
      return column?.values[Math.floor(i / standardised.length)] ?? 0;
    }),
  };
  return {
    design,
    names: standardised.map(({ name }) => name),
    present: Uint8Array.from(rows, ({ states }) => Number(states[modality] !== 'unavailable')),
    patients: rows.map(({ patient }) => patient),
  };
}

function modalityPredictors(modality: ModalityName): Predictor[] {
  return MODALITIES.filter((other) => other !== modality).flatMap((other) => [
    { name: sentence`${other} recorded`, read: ({ states }) => Number(states[other] !== 'unavailable') },
    { name: sentence`${other} empty`, read: ({ states }) => Number(states[other] === 'noneRecorded') },
  ]);
}

/** Numbers as they are and 0 where not known, categories one by one, and whether a fact is known. */
function demographicPredictors(rows: readonly Observed[]): Predictor[] {
  const facts = new Set(rows.flatMap(({ demographics }) => Object.keys(demographics)));
  return [...facts].flatMap((fact): Predictor[] => {
    const values = rows.map(({ demographics }) => demographics[fact] ?? null);
    const words = factWords(fact);
    const mean = meanOf(values.filter((value) => typeof value === 'number'));
    const isNumeric = values.some((value) => typeof value === 'number');
    return [
      ...(isNumeric ? [{ name: words, read: numberReader(fact, mean) }] : []),
      ...frequentCategories(values).map((category) => ({
        name: `${words}: ${category}`,
        read: ({ demographics }: Observed) => Number(demographics[fact] === category),
      })),
      {
        name: `${words}: not known`,
        read: ({ demographics }) => Number((demographics[fact] ?? null) === null),
      },
    ];
  });
}

function numberReader(fact: string, mean: number): Predictor['read'] {
  return ({ demographics }) => {
    const value = demographics[fact];
    return typeof value === 'number' ? value : mean;
  };
}

function frequentCategories(values: readonly (string | number | null)[]): string[] {
  const counts = Map.groupBy(
    values.filter((value) => typeof value === 'string'),
    (value) => value,
  );
  return [...counts]
    .filter(([, own]) => own.length >= SMALLEST_CELL)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_CATEGORIES)
    .map(([category]) => category);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Mean 0 and deviation 1; `null` where all are the same. */
function standardise(values: readonly number[]): Float64Array | null {
  const mean = meanOf(values);
  const deviation = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
  return deviation < 1e-9 ? null : Float64Array.from(values, (value) => (value - mean) / deviation);
}
