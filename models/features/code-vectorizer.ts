import type { RandomStream } from '../random/random-stream.ts';
import { codeGroups, type CodeGroup } from './code-groups.ts';
import type { CodeEvent } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { fitRobustScaling, scaleValue, type RobustScaling } from './robust-scaling.ts';
import type { SparseRow } from './sparse-rows.ts';
import { ValueSample } from './value-sample.ts';

/** Multi-hot features of one coded modality, and one for how many of them there are. Plain data. */
export interface CodeVectorizer {
  /** Column = position. */
  readonly groups: readonly CodeGroup[];
  /** Of the number of different groups, known or not, in the column after the last; `null` when it does not vary. */
  readonly count: RobustScaling | null;
}

export interface CodeOptions {
  /** Groups in fewer training encounters are left out. */
  readonly minimumEncounters: number;
  /** Groups in a larger share of the training encounters that have any code are left out. */
  readonly maximumShare: number;
}

/** What follows from a code and its name alone, found once for each: few codes make up most records. */
class PerCode<Value> {
  readonly #known = new Map<string, { readonly event: CodeEvent; readonly value: Value }>();
  readonly #find: (event: CodeEvent) => Value;

  constructor(find: (event: CodeEvent) => Value) {
    this.#find = find;
  }

  of(event: CodeEvent): Value {
    const known = this.#known.get(event.code);
    if (known?.event.system === event.system && known.event.name === event.name) return known.value;
    const value = this.#find(event);
    this.#known.set(event.code, { event, value });
    return value;
  }
}

/** Collects the codes of training encounters. */
export class CodeVectorizerFitter {
  readonly #groupsOf = new PerCode(codeGroups);
  readonly #groups = new Map<string, { group: CodeGroup; encounters: number }>();
  readonly #counts: ValueSample;
  #encounters = 0;

  constructor(random: RandomStream) {
    this.#counts = new ValueSample(random);
  }

  add(events: readonly CodeEvent[]): void {
    if (events.length === 0) return;
    this.#encounters += 1;
    const groups = distinctGroups(events, (event) => this.#groupsOf.of(event));
    this.#counts.add(groups.size);
    for (const [key, group] of groups) {
      const found = this.#groups.get(key);
      if (found === undefined) this.#groups.set(key, { group, encounters: 1 });
      else found.encounters += 1;
    }
  }

  fit({ minimumEncounters, maximumShare }: CodeOptions): CodeVectorizer {
    const kept = [...this.#groups.values()].filter(
      ({ encounters }) => encounters >= minimumEncounters && encounters <= maximumShare * this.#encounters,
    );
    const groups = kept.map(({ group }) => group).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { groups, count: groups.length === 0 ? null : fitRobustScaling(this.#counts.values) };
  }
}

/** How many columns the rows of this vectorizer have. */
export function codeColumns({ groups, count }: CodeVectorizer): number {
  return groups.length + (count === null ? 0 : 1);
}

/** Numbers groups, the known ones by column and the others after them. Made once for many rows. */
export class CodeIndex {
  readonly #numbers: Map<string, number>;
  readonly #numbersOf = new PerCode((event) => codeGroups(event).map(({ key }) => this.#numberOf(key)));

  constructor({ groups }: CodeVectorizer) {
    this.#numbers = new Map(groups.map(({ key }, column) => [key, column]));
  }

  groupsOf(event: CodeEvent): readonly number[] {
    return this.#numbersOf.of(event);
  }

  #numberOf(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Features of one encounter; `null` when none of its codes is known. */
export function codeRow(
  { groups, count }: CodeVectorizer,
  index: CodeIndex,
  events: readonly CodeEvent[],
): SparseRow | null {
  const distinct = new Set<number>();
  const columns: number[] = [];
  for (const event of events) {
    for (const number of index.groupsOf(event)) {
      if (distinct.has(number)) continue;
      distinct.add(number);
      if (number < groups.length) columns.push(number);
    }
  }
  if (columns.length === 0) return null;
  if (count !== null) columns.push(groups.length);
  const indices = new Int32Array(columns).sort();
  const values = new Float32Array(indices.length).fill(1);
  if (count !== null) values[values.length - 1] = scaleValue(count, distinct.size);
  return { indices, values };
}

/** `null` when there is no such column. */
export function describeCodeFeature(
  { groups, count }: CodeVectorizer,
  column: number,
): FeatureDescription | null {
  const group = groups[column];
  if (group !== undefined) {
    const { name, code, system, key } = group;
    return { name, code, system, unit: null, statistic: 'recorded', group: key };
  }
  if (count === null || column !== groups.length) return null;
  return {
    name: 'Number of codes',
    code: null,
    system: null,
    unit: null,
    statistic: 'count',
    group: 'count',
  };
}

/** The latest event behind a feature; `null` when the encounter has none. */
export function findCodeSource(
  { groups }: CodeVectorizer,
  column: number,
  events: readonly CodeEvent[],
): FeatureSource | null {
  const group = groups[column];
  const matching =
    group === undefined
      ? events
      : events.filter((event) => codeGroups(event).some(({ key }) => key === group.key));
  const [first] = matching;
  if (first === undefined) return null;
  const latest = matching.reduce(
    (best, event) => ((event.minutesBefore ?? Infinity) < (best.minutesBefore ?? Infinity) ? event : best),
    first,
  );
  const { minutesBefore, file, line } = latest;
  return {
    value: group === undefined ? distinctGroups(events, codeGroups).size : null,
    minutesBefore,
    file,
    line,
  };
}

/** Groups of an encounter by key. */
function distinctGroups(
  events: readonly CodeEvent[],
  groupsOf: (event: CodeEvent) => readonly CodeGroup[],
): Map<string, CodeGroup> {
  const groups = new Map<string, CodeGroup>();
  for (const event of events) {
    for (const group of groupsOf(event)) {
      // The code itself names a group better than its category of the same name.
      if (!groups.has(group.key) || group.level === 'code') groups.set(group.key, group);
    }
  }
  return groups;
}
