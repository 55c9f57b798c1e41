import type { RandomStream } from '../random/random-stream.ts';
import type { LabEvent } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { byItem, byUnit, type ItemResults } from './lab-results.ts';
import { isNumericIn } from './lab-statistics.ts';
import type { LabOptions } from './lab-vectorizer.ts';
import { fitRobustScaling, scaleValue, type RobustScaling } from './robust-scaling.ts';
import type { SparseRow } from './sparse-rows.ts';
import { ValueSample } from './value-sample.ts';

/** One laboratory item or vital sign, hour by hour. */
export interface HourlyLabItem {
  /** `system:code`. */
  readonly item: string;
  readonly name: string | null;
  /** The unit of most training results, as written there; values in any other are not used. */
  readonly unit: string | null;
  /** Training results with a value in another unit: left out of the values, never converted. */
  readonly otherUnits: number;
  /** Of the hourly means; `null` where there is no value that varies: then it only counts that it was measured. */
  readonly scaling: RobustScaling | null;
}

/** Results in the training encounters, and those of them that lie before the hours that are read. */
export interface CutResults {
  readonly results: number;
  readonly cutResults: number;
  readonly encounters: number;
  readonly cutEncounters: number;
}

/**
 * Results by the hour before the prediction. A row holds two columns an item and hour: the mean of its values in that
 * hour, robustly scaled, and 1 for having been measured; hours without a result have no entry. Longer stays are cut: of
 * what was measured before the hours that are read, the latest result of each item stands in the oldest hour, unless
 * one was measured in it. Plain data.
 */
export interface HourlyLabVectorizer {
  readonly kind: 'hourly';
  /** How many hours before the prediction are read. */
  readonly hours: number;
  readonly items: readonly HourlyLabItem[];
  readonly cut: CutResults;
}

/** Columns an item has of each hour. */
export const HOURLY_CHANNELS = ['value', 'measured'] as const;
const CHANNELS = HOURLY_CHANNELS.length;
const VALUE = 0;
const MEASURED = 1;
const MINUTES_PER_HOUR = 60;

export const hourlyLabColumns = ({ items, hours }: HourlyLabVectorizer): number =>
  items.length * hours * CHANNELS;

interface UnitSample {
  readonly unit: string | null;
  results: number;
  readonly values: ValueSample;
}

interface ItemSamples {
  name: string | null;
  encounters: number;
  readonly byUnit: Map<string, UnitSample>;
}

/** Collects the results of training encounters by the hour. */
export class HourlyLabVectorizerFitter {
  readonly #random: RandomStream;
  readonly #hours: number;
  readonly #items = new Map<string, ItemSamples>();
  readonly #cut = { results: 0, cutResults: 0, encounters: 0, cutEncounters: 0 };

  constructor(random: RandomStream, hours: number) {
    this.#random = random;
    this.#hours = hours;
  }

  /** Adds one training encounter, also when it has no results: shares are of all of them. */
  add(events: readonly LabEvent[]): void {
    const cut = hourlyResultsCut({ hours: this.#hours }, events);
    this.#cut.results += events.length;
    this.#cut.cutResults += cut;
    this.#cut.encounters += 1;
    this.#cut.cutEncounters += Number(cut > 0);
    for (const [item, results] of byItem(events)) {
      const samples = this.#items.get(item) ?? { name: null, encounters: 0, byUnit: new Map() };
      this.#items.set(item, samples);
      samples.name ??= results[0].name;
      samples.encounters += 1;
      for (const [unit, sameUnit] of byUnit(results)) this.#addValues(samples, unit, sameUnit);
    }
  }

  fit({ minimumShare }: LabOptions): HourlyLabVectorizer {
    const items = [...this.#items]
      .filter(([, { encounters }]) => encounters >= minimumShare * this.#cut.encounters)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, samples]) => fitItem(item, samples));
    return { kind: 'hourly', hours: this.#hours, items, cut: { ...this.#cut } };
  }

  #addValues(samples: ItemSamples, unit: string, results: readonly LabEvent[]): void {
    const written = results[0]?.unit ?? null;
    const numeric = results.filter(isNumericIn(written));
    if (numeric.length === 0) return;
    const known = samples.byUnit.get(unit) ?? {
      unit: written,
      results: 0,
      values: new ValueSample(this.#random),
    };
    samples.byUnit.set(unit, known);
    known.results += numeric.length;
    for (const bin of hourlyBins(numeric, this.#hours).values()) {
      const mean = meanValue(bin, written);
      if (mean !== null) known.values.add(mean);
    }
  }
}

function fitItem(item: string, samples: ItemSamples): HourlyLabItem {
  const [main, ...others] = [...samples.byUnit.values()].sort((a, b) => b.results - a.results);
  return {
    item,
    name: samples.name,
    unit: main?.unit ?? null,
    otherUnits: others.reduce((sum, { results }) => sum + results, 0),
    scaling: main === undefined ? null : fitRobustScaling(main.values.values),
  };
}

/** How many results lie before the hours that are read. */
export function hourlyResultsCut(
  { hours }: Pick<HourlyLabVectorizer, 'hours'>,
  events: readonly LabEvent[],
): number {
  return events.filter((event) => hourOf(event) >= hours).length;
}

/** Entries of one encounter; `null` when none of its items is known. */
export function hourlyLabRow(
  { items, hours }: HourlyLabVectorizer,
  events: readonly LabEvent[],
): SparseRow | null {
  const measured = byItem(events);
  const entries: [column: number, value: number][] = [];
  items.forEach((item, place) => {
    const results = measured.get(item.item);
    if (results === undefined) return;
    for (const [hour, bin] of hourlyBins(results, hours)) {
      const column = (place * hours + hour) * CHANNELS;
      const mean = item.scaling === null ? null : meanValue(bin, item.unit);
      if (item.scaling !== null && mean !== null) {
        entries.push([column + VALUE, scaleValue(item.scaling, mean)]);
      }
      entries.push([column + MEASURED, 1]);
    }
  });
  if (entries.length === 0) return null;
  entries.sort(([a], [b]) => a - b);
  return {
    indices: Int32Array.from(entries, ([column]) => column),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}

/** `null` when there is no such column. */
export function describeHourlyLabFeature(
  vectorizer: HourlyLabVectorizer,
  column: number,
): FeatureDescription | null {
  const { item, channel } = placeOf(vectorizer, column);
  if (item === undefined) return null;
  const separator = item.item.indexOf(':');
  return {
    name: item.name ?? item.item,
    code: item.item.slice(separator + 1),
    system: separator < 0 ? null : item.item.slice(0, separator),
    unit: channel === VALUE ? item.unit : null,
    statistic: channel === VALUE ? 'hourlyMean' : 'measured',
    group: item.item,
  };
}

/** The latest result behind a feature; `null` when the item has none in that hour. */
export function findHourlyLabSource(
  vectorizer: HourlyLabVectorizer,
  column: number,
  events: readonly LabEvent[],
): FeatureSource | null {
  const { item, channel, hour } = placeOf(vectorizer, column);
  const results = item && byItem(events).get(item.item);
  const bin = results && hourlyBins(results, vectorizer.hours).get(hour);
  if (item === undefined || bin === undefined) return null;
  const { minutesBefore, file, line } = latest(bin);
  return { value: channel === VALUE ? meanValue(bin, item.unit) : null, minutesBefore, file, line };
}

function placeOf({ items, hours }: HourlyLabVectorizer, column: number) {
  const hour = Math.floor(column / CHANNELS) % hours;
  return { item: items[Math.floor(column / (CHANNELS * hours))], channel: column % CHANNELS, hour };
}

const hourOf = ({ minutesBefore }: LabEvent): number => Math.floor(minutesBefore / MINUTES_PER_HOUR);

/** Results of one item by the hour before the prediction; what lies before all of them is cut to its latest result. */
function hourlyBins(results: readonly LabEvent[], hours: number): Map<number, ItemResults> {
  const bins = new Map<number, [LabEvent, ...LabEvent[]]>();
  const earlier: LabEvent[] = [];
  for (const event of results) {
    const hour = hourOf(event);
    const bin = bins.get(hour);
    if (hour >= hours) earlier.push(event);
    else if (bin === undefined) bins.set(hour, [event]);
    else bin.push(event);
  }
  const [first, ...others] = earlier;
  if (first !== undefined && !bins.has(hours - 1)) bins.set(hours - 1, [latest([first, ...others])]);
  return bins;
}

function latest(results: ItemResults): LabEvent {
  return results.reduce((best, event) => (event.minutesBefore < best.minutesBefore ? event : best));
}

function meanValue(results: readonly LabEvent[], unit: string | null): number | null {
  const numeric = results.filter(isNumericIn(unit));
  if (numeric.length === 0) return null;
  return numeric.reduce((sum, { value }) => sum + value, 0) / numeric.length;
}
