import { describe, expect, it } from 'vitest';
import { directionOf } from './abnormal.ts';

describe('directionOf', () => {
  it('tells high from low by the reference range', () => {
    expect(directionOf('2.331', '0.5 to 2')).toBe('high');
    expect(directionOf('21.5', '22 to 32')).toBe('low');
    expect(directionOf('-3', '-2 to 3')).toBe('low');
  });

  it('says no more than the record does', () => {
    expect(directionOf('1.2', '0.5 to 2')).toBe('abnormal');
    expect(directionOf('2.331', null)).toBe('abnormal');
    expect(directionOf('POS', '0.5 to 2')).toBe('abnormal');
    expect(directionOf(null, '0.5 to 2')).toBe('abnormal');
  });
});
