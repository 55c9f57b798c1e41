import type { RandomStream } from '../random/random-stream.ts';
import type { LabEvent } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { byItem, byUnit, type ItemResults } from './lab-results.ts';
import {
  LAB_STATISTICS,
  VALUE_STATISTICS,
  isNumericIn,
  measurementFigures,
  valueFigures,
  type LabFigure,
  type LabStatistic,
} from './lab-statistics.ts';
import { fitRobustScaling, scaleValue, type RobustScaling } from './robust-scaling.ts';
import type { SparseRow } from './sparse-rows.ts';
import { ValueSample } from './value-sample.ts';

export interface LabColumn {
  readonly statistic: LabStatistic;
  /** `null` for the measured flag, which is 1 or absent. */
  readonly scaling: RobustScaling | null;
}

/** One laboratory item or vital sign. */
export interface LabItem {
  /** `system:code`. */
  readonly item: string;
  readonly name: string | null;
  /** The unit of most training results, as written there; values in any other are not used. */
  readonly unit: string | null;
  /** Training results with a value in another unit: left out of the values, never converted. */
  readonly otherUnits: number;
  readonly firstColumn: number;
  readonly columns: readonly LabColumn[];
}

/**
 * Statistics of each item, robustly scaled, 0 = the median or not measured; trends and how often it was measured weigh
 * half. Plain data.
 */
export interface LabVectorizer {
  readonly items: readonly LabItem[];
  readonly columns: number;
}

export interface LabOptions {
  /** Items measured in a smaller share of the training encounters are left out. */
  readonly minimumShare: number;
}

/**
 * Values of one item move together, so that they add up among principal components; without this the scatter of
 * counts, times and slopes would crowd them out.
 */
const WEIGHT_OF_OTHERS = 0.5;
const FULL_WEIGHT: ReadonlySet<LabStatistic> = new Set(['last', 'first', 'minimum', 'maximum', 'mean']);

type Samples = Map<LabStatistic, ValueSample>;

interface ItemSamples {
  name: string | null;
  encounters: number;
  readonly measurement: Samples;
  readonly byUnit: Map<string, { readonly unit: string | null; results: number; readonly samples: Samples }>;
}

/** Collects the results of training encounters. */
export class LabVectorizerFitter {
  readonly #random: RandomStream;
  readonly #items = new Map<string, ItemSamples>();
  #encounters = 0;
  #measured = 0;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  /** Adds one training encounter, also when it has no results: shares are of all of them. */
  add(events: readonly LabEvent[]): void {
    this.#encounters += 1;
    if (events.length > 0) this.#measured += 1;
    for (const [item, results] of byItem(events)) {
      const samples = this.#samplesOf(item);
      samples.name ??= results[0].name;
      samples.encounters += 1;
      this.#addFigures(samples.measurement, measurementFigures(results));
      for (const [unit, sameUnit] of byUnit(results)) this.#addValues(samples, unit, sameUnit);
    }
  }

  fit({ minimumShare }: LabOptions): LabVectorizer {
    const items: LabItem[] = [];
    let columns = 0;
    for (const [item, samples] of [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (samples.encounters < minimumShare * this.#encounters) continue;
      const fitted = fitItem(item, samples, { everywhere: samples.encounters === this.#measured });
      if (fitted.columns.length === 0) continue;
      items.push({ ...fitted, firstColumn: columns });
      columns += fitted.columns.length;
    }
    return { items, columns };
  }

  #samplesOf(item: string): ItemSamples {
    const known = this.#items.get(item);
    if (known !== undefined) return known;
    const created = { name: null, encounters: 0, measurement: new Map(), byUnit: new Map() };
    this.#items.set(item, created);
    return created;
  }

  #addValues(samples: ItemSamples, unit: string, results: readonly LabEvent[]): void {
    const numeric = results.filter(isNumericIn(results[0]?.unit ?? null));
    if (numeric.length === 0) return;
    const known = samples.byUnit.get(unit) ?? {
      unit: numeric[0]?.unit ?? null,
      results: 0,
      samples: new Map(),
    };
    samples.byUnit.set(unit, known);
    known.results += numeric.length;
    this.#addFigures(known.samples, valueFigures(numeric));
  }

  #addFigures(samples: Samples, figures: Partial<Record<LabStatistic, LabFigure>>): void {
    for (const statistic of LAB_STATISTICS) {
      const figure = figures[statistic];
      if (figure === undefined) continue;
      let sample = samples.get(statistic);
      if (sample === undefined) samples.set(statistic, (sample = new ValueSample(this.#random)));
      sample.add(figure.value);
    }
  }
}

function fitItem(
  item: string,
  samples: ItemSamples,
  { everywhere }: { readonly everywhere: boolean },
): Omit<LabItem, 'firstColumn'> {
  const units = [...samples.byUnit.values()].sort((a, b) => b.results - a.results);
  const [main] = units;
  const columns = LAB_STATISTICS.flatMap((statistic): LabColumn[] => {
    // Measured in every encounter that has results: the flag would say nothing.
    if (statistic === 'measured') return everywhere ? [] : [{ statistic, scaling: null }];
    const sample = (isValueStatistic(statistic) ? main?.samples : samples.measurement)?.get(statistic);
    const scaling = sample === undefined ? null : fitRobustScaling(sample.values);
    return scaling === null ? [] : [{ statistic, scaling }];
  });
  const otherUnits = units.slice(1).reduce((sum, { results }) => sum + results, 0);
  return { item, name: samples.name, unit: main?.unit ?? null, otherUnits, columns };
}

/** Features of one encounter; `null` when none of its items is known. */
export function labRow({ items }: LabVectorizer, events: readonly LabEvent[]): SparseRow | null {
  const measured = byItem(events);
  const indices: number[] = [];
  const values: number[] = [];
  for (const item of items) {
    const results = measured.get(item.item);
    if (results === undefined) continue;
    const figureOf = labFigures(item, results);
    item.columns.forEach(({ statistic, scaling }, offset) => {
      const figure = figureOf(statistic);
      if (figure === undefined) return;
      const scaled = scaling === null ? figure.value : scaleValue(scaling, figure.value);
      indices.push(item.firstColumn + offset);
      values.push((FULL_WEIGHT.has(statistic) ? 1 : WEIGHT_OF_OTHERS) * scaled);
    });
  }
  if (indices.length === 0) return null;
  return { indices: new Int32Array(indices), values: new Float32Array(values) };
}

/** `null` when there is no such column. */
export function describeLabFeature(vectorizer: LabVectorizer, column: number): FeatureDescription | null {
  const found = findColumn(vectorizer, column);
  if (found === null) return null;
  const { item, statistic } = found;
  const separator = item.item.indexOf(':');
  return {
    name: item.name ?? item.item,
    code: item.item.slice(separator + 1),
    system: separator < 0 ? null : item.item.slice(0, separator),
    unit: unitOf(item, statistic),
    statistic,
    group: item.item,
  };
}

/** The result behind a feature; `null` when the item has none that counts. */
export function findLabSource(
  vectorizer: LabVectorizer,
  column: number,
  events: readonly LabEvent[],
): FeatureSource | null {
  const found = findColumn(vectorizer, column);
  if (found === null) return null;
  const results = byItem(events).get(found.item.item);
  const figure = results === undefined ? undefined : labFigures(found.item, results)(found.statistic);
  if (figure === undefined || results === undefined) return null;
  const { minutesBefore, file, line } = figure.source;
  const value = found.statistic === 'count' ? results.length : figure.value;
  return { value: found.statistic === 'measured' ? null : value, minutesBefore, file, line };
}

function labFigures(item: LabItem, results: ItemResults): (statistic: LabStatistic) => LabFigure | undefined {
  const values = valueFigures(results.filter(isNumericIn(item.unit)));
  const measurement: Partial<Record<LabStatistic, LabFigure>> = measurementFigures(results);
  return (statistic) => values[statistic] ?? measurement[statistic];
}

function findColumn(
  { items }: LabVectorizer,
  column: number,
): { readonly item: LabItem; readonly statistic: LabStatistic } | null {
  const item = items.find(
    ({ firstColumn, columns }) => column >= firstColumn && column < firstColumn + columns.length,
  );
  const statistic = item?.columns[column - item.firstColumn]?.statistic;
  return item === undefined || statistic === undefined ? null : { item, statistic };
}

function unitOf(item: LabItem, statistic: LabStatistic): string | null {
  if (statistic === 'hoursSinceLast') return 'h';
  if (statistic === 'slope') return item.unit === null ? '/h' : `${item.unit}/h`;
  return isValueStatistic(statistic) ? item.unit : null;
}

function isValueStatistic(statistic: LabStatistic): boolean {
  return (VALUE_STATISTICS as readonly LabStatistic[]).includes(statistic);
}
