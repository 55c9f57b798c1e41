import { describe, expect, it } from 'vitest';
import {
  changeOfHundred,
  formatInterval,
  formatMetric,
  formatPart,
  formatRisk,
  formatRiskRange,
  formatShare,
  logit,
  ofHundred,
  probabilityOf,
} from './risk.ts';

describe('risks', () => {
  it.each([
    [0.1234, '12%'],
    [0.0099, '1%'],
    [0.0094, '0.9%'],
    [0.004, '0.4%'],
    [0.0001, '<0.1%'],
    [0.999, '>99%'],
  ])('writes %d as %s', (probability, text) => {
    expect(formatRisk(probability)).toBe(text);
  });

  it('counts of 100 and never lets a difference contradict its ends', () => {
    expect(ofHundred(0.124)).toBe(12);
    expect(ofHundred(0.146)).toBe(15);
    expect(changeOfHundred(0.124, 0.146)).toBe(3);
  });

  it('gives ranges the digits they need', () => {
    expect(formatRiskRange(0.09, 0.15)).toBe('9–15%');
    expect(formatRiskRange(0.011, 0.024)).toBe('1.1–2.4%');
  });

  it('never turns a small share into nothing', () => {
    expect(formatShare(0)).toBe('0%');
    expect(formatShare(0.001)).toBe('<1%');
    expect(formatPart(25, 260, 'of')).toBe('25 of 260 (10%)');
  });

  it('says when a metric is undefined', () => {
    expect(formatMetric(null)).toBe('– –');
    expect(formatMetric(0.85912)).toBe('0.859');
    expect(formatInterval([0.7, 0.8125])).toBe('0.700–0.813');
    expect(formatInterval([-0.04, -0.008])).toBe('−0.040 … −0.008');
    expect(formatInterval(null)).toBe('');
  });

  it('goes to log-odds and back', () => {
    expect(logit(0.5)).toBe(0);
    expect(logit(0.2)).toBeCloseTo(Math.log(0.25), 12);
    expect(probabilityOf(logit(0.123))).toBeCloseTo(0.123, 12);
  });
});
