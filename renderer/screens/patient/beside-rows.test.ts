import { expect, it } from 'vitest';
import { coalitionsOf } from '../../testing/fixture-predictions.ts';
import { besideRows } from './beside-rows.ts';

const first = coalitionsOf('11', 'a', { demographics: 'present', labs: 'present', notes: 'unavailable' });
const second = coalitionsOf('12', 'a', {
  demographics: 'present',
  labs: 'unavailable',
  notes: 'unavailable',
});

it('holds two scores side by side, and takes what is not used for no contribution', () => {
  const rows = new Map(besideRows(first, second).map((row) => [row.modality, row]));
  const [own, other] = [first, second].map(({ coalitions }) => coalitions[0]!.contributions);
  expect(rows.get('demographics')).toEqual({
    modality: 'demographics',
    first: own!.demographics,
    second: other!.demographics,
    difference: other!.demographics! - own!.demographics!,
  });
  expect(rows.get('labs')).toMatchObject({ first: own!.labs, second: null, difference: -own!.labs! });
  expect(rows.get('notes')).toMatchObject({ first: null, second: null, difference: null });
});

it('adds up to the difference of the scores', () => {
  const sum = besideRows(first, second).reduce((total, { difference }) => total + (difference ?? 0), 0);
  expect(sum).toBeCloseTo(second.coalitions[0]!.logit - first.coalitions[0]!.logit, 9);
});
