import type { LabEvent } from './evidence.ts';
import { normaliseUnit } from './lab-statistics.ts';

/** All results of one item; there is at least one. */
export type ItemResults = readonly [LabEvent, ...LabEvent[]];

/** Results of an encounter by item. */
export function byItem(events: readonly LabEvent[]): Map<string, ItemResults> {
  const items = new Map<string, [LabEvent, ...LabEvent[]]>();
  for (const event of events) {
    const results = items.get(event.item);
    if (results === undefined) items.set(event.item, [event]);
    else results.push(event);
  }
  return items;
}

/** Results of one item by normalised unit. Nearly always all of them are in one. */
export function byUnit(results: ItemResults): Iterable<[unit: string, results: readonly LabEvent[]]> {
  const [{ unit: first }] = results;
  if (results.every(({ unit }) => unit === first)) return [[normaliseUnit(first), results]];
  return Map.groupBy(results, ({ unit }) => normaliseUnit(unit));
}
