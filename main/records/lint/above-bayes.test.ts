import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { sigmoid } from '../../../models/statistics/sigmoid.ts';
import { ABOVE_BAYES, excessOverBayes } from './above-bayes.ts';
import type { BesideTruth, LintSubject } from './rule.ts';

/** A thousand stays of which the logit is known; the model sees it through noise, or the label itself in some. */
function scored(see: (logit: number, label: number, random: RandomStream) => number): BesideTruth {
  const random = RandomStream.fromSeed('bayes');
  const bayes = Array.from({ length: 1000 }, () => -2 + 1.5 * random.normal());
  const labels = bayes.map((logit) => Number(random.float() < sigmoid(logit)));
  const model = bayes.map((logit, row) => see(logit, labels[row]!, random));
  return { labels, patients: labels.map((_, row) => `p${Math.floor(row / 2)}`), model, bayes };
}

const findings = (scores: BesideTruth | null) =>
  ABOVE_BAYES.start({ scores } as LintSubject)?.findings() ?? null;

describe('above-bayes', () => {
  it('lets pass what is as good as can be, or worse', () => {
    for (const scores of [scored((logit) => logit), scored((logit, _, random) => logit + random.normal())]) {
      expect(findings(scores)).toEqual([]);
    }
    expect(excessOverBayes(scored((logit) => logit))).toMatchObject({ excess: 0 });
  });

  it('finds a model that knows the label of every tenth stay', () => {
    const told = scored((logit, label, random) => (random.float() < 0.1 ? 10 * label - 5 : logit));
    expect(excessOverBayes(told)!.excess).toBeGreaterThan(0.01);
    expect(findings(told)).toMatchObject([{ severity: 'error', feature: null, count: 1000 }]);
  });

  it('has nothing to check without scores, and says nothing of one class', () => {
    expect(findings(null)).toBeNull();
    const one = scored((logit) => logit);
    expect(findings({ ...one, labels: one.patients.map(() => 0) })).toEqual([]);
  });
});
