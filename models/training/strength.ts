import { AUROC, auroc, aurocStatistic } from '../metrics/auroc.ts';
import { isDefined, notAssessed } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { bootstrapIntervals } from '../statistics/bootstrap.ts';
import type { Strength } from './trained-model.ts';

/** An encounter that has a modality, and what that alone says of it. */
export interface ScoredAlone {
  readonly label: number;
  readonly patient: string;
  readonly score: number;
}

/** A strength, and the positive encounters that it was found on. */
export interface MeasuredStrength extends Strength {
  readonly events: number;
}

/** AUROC of one modality by itself, with its interval by bootstrap of patients. */
export function strengthOf(having: readonly ScoredAlone[], random: RandomStream): MeasuredStrength {
  const labels = having.map(({ label }) => label);
  const scores = having.map(({ score }) => score);
  const events = labels.filter((label) => label === 1).length;
  const value = auroc(labels, scores);
  if (!isDefined(value)) return { auroc: null, interval: null, events };
  const sample = { labels, patients: having.map(({ patient }) => patient) };
  const { strength } = bootstrapIntervals(sample, { strength: aurocStatistic(labels, scores) }, { random });
  return { auroc: value.value, interval: isDefined(strength) ? strength.value.interval : null, events };
}

/** What may be told of strengths: modalities are ranked by what there is, but too few events make no figure. */
export function toldStrengths(
  modalities: readonly ModalityName[],
  strengths: readonly MeasuredStrength[],
): Partial<Record<ModalityName, Strength>> {
  return Object.fromEntries(modalities.map((modality, m) => [modality, told(strengths[m])]));
}

function told(measured: MeasuredStrength | undefined): Strength {
  if (measured === undefined || notAssessed(AUROC, measured.events) !== null)
    return { auroc: null, interval: null };
  return { auroc: measured.auroc, interval: measured.interval };
}
