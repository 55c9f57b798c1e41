import { describe, expect, it } from 'vitest';
import type { EpochReport } from '../../../main/api/services.ts';
import { curveOf, deadModalities, lastContributions } from './epoch-series.ts';

function report(epoch: number, changes: Partial<EpochReport> = {}): EpochReport {
  return {
    member: 0,
    epoch,
    epochs: 20,
    block: 'semantic',
    semanticLoss: 1 / epoch,
    discriminationLoss: null,
    distillationLoss: null,
    auxiliaryLoss: null,
    validationLoss: null,
    auroc: null,
    aurocHalfMissing: null,
    discriminatorAccuracy: null,
    discriminatorChance: 1 / 6,
    effectiveRank: null,
    contributions: null,
    collapsed: [],
    seconds: epoch,
    ...changes,
  };
}

describe('curves', () => {
  it('are means over the members, and leave out what was not measured', () => {
    const epochs = [
      report(1, { auroc: 0.6 }),
      report(2),
      report(1, { member: 1, auroc: 0.8 }),
      report(3, { auroc: 0.75 }),
    ];
    expect(curveOf(epochs, ({ auroc }) => auroc)).toEqual([
      { epoch: 1, value: 0.7 },
      { epoch: 3, value: 0.75 },
    ]);
  });
});

describe('dead modalities', () => {
  const contributions = { labs: 0.6, notes: 0.4, procedures: 0.02 };

  it('are named once there was time to learn', () => {
    expect(deadModalities([report(9, { contributions })])).toEqual([]);
    expect(deadModalities([report(10, { contributions })])).toEqual(['procedures']);
  });

  it('are judged by the last measurement', () => {
    const epochs = [report(10, { contributions }), report(11)];
    expect(lastContributions(epochs).get('procedures')).toBe(0.02);
    expect(deadModalities(epochs)).toEqual(['procedures']);
  });
});
