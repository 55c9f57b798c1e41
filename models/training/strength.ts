import { auroc, aurocStatistic } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { bootstrapIntervals } from '../statistics/bootstrap.ts';
import type { Strength } from './trained-model.ts';

/** An encounter that has a modality, and what that alone says of it. */
export interface ScoredAlone {
  readonly label: number;
  readonly patient: string;
  readonly score: number;
}

/** AUROC of one modality by itself, with its interval by bootstrap of patients. */
export function strengthOf(having: readonly ScoredAlone[], random: RandomStream): Strength {
  const labels = having.map(({ label }) => label);
  const scores = having.map(({ score }) => score);
  const value = auroc(labels, scores);
  if (!isDefined(value)) return { auroc: null, interval: null };
  const sample = { labels, patients: having.map(({ patient }) => patient) };
  const { strength } = bootstrapIntervals(sample, { strength: aurocStatistic(labels, scores) }, { random });
  return { auroc: value.value, interval: isDefined(strength) ? strength.value.interval : null };
}
