import type { CohortSpec } from '../../../main/api/common.ts';
import { wordsOf, wordsText } from '../../app/search.ts';

export type Sides = NonNullable<CohortSpec['split']>;

/** What decides who is of the test, as it stands in an address: `time:2017`, `hospital`, `unit:Surgery;Medicine`. */
export function parseSides(text: unknown): Sides | undefined {
  if (typeof text !== 'string') return undefined;
  const [by, ...rest] = text.split(':');
  const places = wordsOf(rest.join(':'));
  switch (by) {
    case 'time': {
      const testFrom = Number(places[0]);
      return Number.isInteger(testFrom) ? { by, testFrom } : undefined;
    }
    case 'hospital':
      return places.length === 0 ? { by } : { by, test: places };
    case 'unit':
      return places.length === 0 ? undefined : { by, test: places };
    default:
      return undefined;
  }
}

/** Nothing for the default, which is by patient. */
export function sidesText(sides: Sides | undefined): string | undefined {
  switch (sides?.by) {
    case 'time':
      return `time:${sides.testFrom}`;
    case 'hospital':
      return sides.test === undefined ? 'hospital' : `hospital:${wordsText(sides.test)}`;
    case 'unit':
      return `unit:${wordsText(sides.test)}`;
    case 'patient':
    case undefined:
      return undefined;
  }
}
