import { describe, expect, it } from 'vitest';
import { formatBytes, formatCompact, formatCount, formatFixed, formatRate, formatSigned } from './numbers.ts';

describe('numbers', () => {
  it('separates thousands', () => {
    expect(formatCount(18_087)).toBe('18,087');
    expect(formatCompact(1_230_000)).toBe('1.2M');
  });

  it.each([
    [0.424, '+0.42'],
    [-0.424, '−0.42'],
    [0.004, '0.00'],
    [-0.004, '0.00'],
    [0.005, '+0.01'],
  ])('writes the sign of %d as %s', (value, text) => {
    expect(formatSigned(value, 2)).toBe(text);
  });

  it('uses the minus sign, not the hyphen', () => {
    expect(formatFixed(-2.314, 2)).toBe('−2.31');
    expect(formatFixed(-0.001, 2)).toBe('0.00');
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [12_400_000, '12.4 MB'],
    [3_000_000_000_000_000, '3,000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('rounds rates to what one can read', () => {
    expect(formatRate(612_345)).toBe('610,000/s');
  });
});
