import { expect, it } from 'vitest';
import { linkedAdmission } from './lab-link.ts';

const first = { id: 1, startMinute: 1000, endMinute: 2000, edStartMinute: 800 };
const second = { id: 2, startMinute: 2100, endMinute: null, edStartMinute: 1900 };

it.each([
  ['before the visit to the emergency department', 799, null],
  ['at arrival there', 800, 1],
  ['in the admission', 1500, 1],
  ['in an admission, although the next visit has begun', 1950, 1],
  ['in the visit that led to the next admission', 2050, 2],
  ['in an admission that has not ended', 99_999, 2],
])('links a sample drawn %s', (_, minute, expected) => {
  expect(linkedAdmission(minute, [second, first])).toBe(expected);
});

it('prefers the admission that started last where several are in progress', () => {
  const overlapping = { id: 3, startMinute: 1200, endMinute: 1600, edStartMinute: null };
  expect(linkedAdmission(1500, [overlapping, first])).toBe(3);
});

it('gives a visit that led to two admissions to the first of them', () => {
  const transferred = { id: 4, startMinute: 2001, endMinute: 3000, edStartMinute: 800 };
  expect(linkedAdmission(900, [transferred, first])).toBe(1);
});

it('links nothing to an admission whose emergency visit is not known before its start', () => {
  expect(linkedAdmission(999, [{ ...first, edStartMinute: null }])).toBeNull();
});
