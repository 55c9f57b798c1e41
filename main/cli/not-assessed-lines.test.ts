import { expect, it } from 'vitest';
import { notAssessedLines } from './not-assessed-lines.ts';

it('says each reason once, with every figure that it leaves open once', () => {
  const few = '18 events, needs 20';
  expect(
    notAssessedLines([
      { metric: 'auroc', reason: few },
      { metric: 'ece', reason: 'no encounters' },
      { metric: 'auprc', reason: few },
      { metric: 'auroc', reason: few },
    ]),
  ).toEqual([`not assessed (${few}): auroc, auprc`, 'not assessed (no encounters): ece']);
});
