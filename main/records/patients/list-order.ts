import type { PatientQuery } from '../../api/services.ts';
import type { ListColumns } from './list-columns.ts';
import type { Risks } from './list-risks.ts';
import { stableOrder } from './stable-order.ts';

/**
 * Positions in a list by some value: of equal encounters the one that comes first of all first, of those where it is not
 * known at the end, whichever way.
 */
export interface BothWays {
  readonly ascending: Uint32Array;
  readonly descending: Uint32Array;
}

/** @param values by position; `NaN` = not known. */
export function bothWays(values: Float64Array): BothWays {
  return {
    ascending: stableOrder(values, { descending: false }),
    descending: stableOrder(values, { descending: true }),
  };
}

type Sorting = Pick<PatientQuery, 'sort' | 'descending' | 'model'>;

/** Returns what puts the encounters of a list in order: positions. */
export function listOrders(
  { ids, byAge, byLengthOfStay }: ListColumns,
  risksOf: (model: string) => Risks,
): (sorting: Sorting) => Uint32Array {
  const asListed = new Uint32Array(ids.length);
  for (let i = 0; i < asListed.length; i += 1) asListed[i] = i;
  const byEncounter: BothWays = { ascending: asListed, descending: asListed.toReversed() };
  const orders = { encounter: byEncounter, age: byAge, lengthOfStay: byLengthOfStay };
  return ({ sort, descending, model }) => {
    const way = descending ? 'descending' : 'ascending';
    if (sort !== 'risk') return orders[sort][way];
    return model === undefined ? asListed : risksOf(model).byRisk[way];
  };
}
