import type { RandomStream } from '../random/random-stream.ts';
import type { DemographicFacts } from './evidence.ts';
import { factWords } from './fact-words.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { fitRobustScaling, scaleValue, type RobustScaling } from './robust-scaling.ts';
import type { SparseRow } from './sparse-rows.ts';
import { ValueSample } from './value-sample.ts';

/** What became of one named fact. A fact may be a number in one encounter and not known in another. */
export type DemographicColumn =
  | { readonly kind: 'number'; readonly fact: string; readonly scaling: RobustScaling }
  | { readonly kind: 'category'; readonly fact: string; readonly category: string }
  /** Any category that was too rare in training, or never seen there. */
  | { readonly kind: 'other'; readonly fact: string }
  /** The fact is not known. */
  | { readonly kind: 'missing'; readonly fact: string };

/** One-hot categories and robustly scaled numbers of the demographic facts. Plain data. */
export interface DemographicsVectorizer {
  /** Column = position. */
  readonly columns: readonly DemographicColumn[];
}

export interface DemographicsOptions {
  /** Categories in fewer training encounters become `other`. */
  readonly minimumEncounters: number;
}

interface FactSamples {
  readonly numbers: ValueSample;
  readonly categories: Map<string, number>;
  known: number;
}

/** Collects the facts of training encounters. */
export class DemographicsVectorizerFitter {
  readonly #random: RandomStream;
  readonly #facts = new Map<string, FactSamples>();
  #encounters = 0;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  add({ values }: DemographicFacts): void {
    this.#encounters += 1;
    for (const [fact, value] of Object.entries(values)) {
      const samples = this.#facts.get(fact) ?? {
        numbers: new ValueSample(this.#random),
        categories: new Map<string, number>(),
        known: 0,
      };
      this.#facts.set(fact, samples);
      if (value === null) continue;
      samples.known += 1;
      if (typeof value === 'number') samples.numbers.add(value);
      else samples.categories.set(value, (samples.categories.get(value) ?? 0) + 1);
    }
  }

  fit({ minimumEncounters }: DemographicsOptions): DemographicsVectorizer {
    const columns = [...this.#facts].flatMap(([fact, samples]): DemographicColumn[] => {
      const scaling = samples.numbers.values.length === 0 ? null : fitRobustScaling(samples.numbers.values);
      const kept = [...samples.categories].filter(([, count]) => count >= minimumEncounters);
      const missing = this.#encounters - samples.known;
      return [
        ...(scaling === null ? [] : [{ kind: 'number' as const, fact, scaling }]),
        ...kept.map(([category]) => ({ kind: 'category' as const, fact, category })),
        ...(kept.length === 0 ? [] : [{ kind: 'other' as const, fact }]),
        ...(missing > 0 && samples.known > 0 ? [{ kind: 'missing' as const, fact }] : []),
      ];
    });
    return { columns };
  }
}

/** Categories of each fact that have a column; made once for many rows. */
export type DemographicsIndex = ReadonlyMap<string, ReadonlySet<string>>;

export function demographicsIndex({ columns }: DemographicsVectorizer): DemographicsIndex {
  const index = new Map<string, Set<string>>();
  for (const column of columns) {
    if (column.kind === 'other') index.set(column.fact, new Set());
  }
  for (const column of columns) {
    if (column.kind === 'category') index.get(column.fact)?.add(column.category);
  }
  return index;
}

/** Features of one encounter; `null` when none of its facts is known. */
export function demographicsRow(
  { columns }: DemographicsVectorizer,
  index: DemographicsIndex,
  { values }: DemographicFacts,
): SparseRow | null {
  const indices: number[] = [];
  const entries: number[] = [];
  let known = false;
  columns.forEach((column, position) => {
    const value = values[column.fact] ?? null;
    const entry = entryOf(column, value, index.get(column.fact));
    if (entry === null) return;
    indices.push(position);
    entries.push(entry);
    known ||= value !== null;
  });
  return known ? { indices: new Int32Array(indices), values: new Float32Array(entries) } : null;
}

/** The value of a column, `null` where it has no entry. */
function entryOf(
  column: DemographicColumn,
  value: number | string | null,
  categories: ReadonlySet<string> | undefined,
): number | null {
  switch (column.kind) {
    case 'number':
      return typeof value === 'number' ? scaleValue(column.scaling, value) : null;
    case 'category':
      return value === column.category ? 1 : null;
    case 'other':
      return typeof value === 'string' && categories?.has(value) === false ? 1 : null;
    case 'missing':
      return value === null ? 1 : null;
  }
}

/** `null` when there is no such column. */
export function describeDemographicsFeature(
  { columns }: DemographicsVectorizer,
  index: number,
): FeatureDescription | null {
  const column = columns[index];
  if (column === undefined) return null;
  const { fact, kind } = column;
  const about = { code: fact, system: null, unit: null, group: fact };
  const statistic = { number: 'value', category: 'is', other: 'is another', missing: 'is not known' }[kind];
  return { name: nameOf(column), statistic, ...about };
}

function nameOf(column: DemographicColumn): string {
  const words = factWords(column.fact);
  switch (column.kind) {
    case 'number':
      return words;
    case 'category':
      return `${words}: ${column.category}`;
    case 'other':
      return `${words}: another`;
    case 'missing':
      return `${words}: not known`;
  }
}

/** Where the fact behind a feature was read. */
export function findDemographicsSource(
  { columns }: DemographicsVectorizer,
  index: number,
  { values, file, line }: DemographicFacts,
): FeatureSource | null {
  const column = columns[index];
  if (column === undefined) return null;
  const value = values[column.fact];
  return { value: typeof value === 'number' ? value : null, minutesBefore: null, file, line };
}
