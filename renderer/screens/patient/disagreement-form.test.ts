import { expect, it } from 'vitest';
import { disagreementOf, EMPTY_FORM, estimateOf } from './disagreement-form.ts';

const stay = { encounter: '1', model: 'm', probability: 0.12 };

it('needs a reason, and no more', () => {
  expect(disagreementOf(stay, EMPTY_FORM)).toBeNull();
  expect(disagreementOf(stay, { ...EMPTY_FORM, reason: 'not_in_record' })).toEqual({
    ...stay,
    direction: 'higher',
    reason: 'not_in_record',
    estimate: null,
    comment: null,
  });
});

it('takes an estimate in per cent, with a point or a comma, and only a risk', () => {
  const typed = (estimate: string) => estimateOf({ ...EMPTY_FORM, estimate });
  expect([typed('40'), typed('2.5'), typed('2,5'), typed(' ')]).toEqual([0.4, 0.025, 0.025, null]);
  expect([typed('0'), typed('100'), typed('140'), typed('-3'), typed('many')]).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
  expect(disagreementOf(stay, { ...EMPTY_FORM, reason: 'other', estimate: '140' })).toBeNull();
});

it('sends what is said without the space around it', () => {
  const form = { ...EMPTY_FORM, reason: 'implausible', direction: 'lower', comment: ' seen \n' } as const;
  expect(disagreementOf(stay, form)).toMatchObject({ direction: 'lower', comment: 'seen' });
});
