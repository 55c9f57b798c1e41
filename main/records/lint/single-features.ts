import { singleFeatures, type SingleFeature } from '../../../models/diagnostics/single-features.ts';
import { describeFeature } from '../../../models/features/describe-feature.ts';
import type { FeatureDescription } from '../../../models/features/feature.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import { type Check, type Finding, type LintRule, MOST_LISTED, type TrainingFeatures } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

const FEWEST_STAYS = 10;
const TELLING_RATE = 0.5;
const TELLING_AUROC = 0.85;

/** Statistics of features that a stay has or has not; of the others having a value says little. */
const HAVING: ReadonlySet<string> = new Set([
  'recorded',
  'measured',
  'is',
  'is another',
  'is not known',
  'weight',
]);

interface TellingFeature extends SingleFeature, FeatureDescription {
  readonly modality: ModalityName;
}

/** Features of the training split that nearly tell the outcome alone, the strongest of each code, item or word. */
export function tellingFeatures({ vectorizers, vectors, labels }: TrainingFeatures): TellingFeature[] {
  const telling = vectors.modalities.flatMap((modality) => {
    const matrix = vectors.inputs[modality];
    if (matrix === undefined) return [];
    return singleFeatures(matrix, labels)
      .map((feature) => ({ ...feature, ...describeFeature(vectorizers, modality, feature.column), modality }))
      .filter((feature) => feature.rows >= FEWEST_STAYS)
      .filter((feature) => feature.auroc >= TELLING_AUROC || isMostlyPositive(feature));
  });
  telling.sort((a, b) => b.auroc - a.auroc || rateOf(b) - rateOf(a));
  const strongest = Map.groupBy(telling, ({ modality, group }) => `${modality} ${group}`);
  return [...strongest.values()].flatMap(([first]) => first ?? []);
}

function isMostlyPositive(feature: TellingFeature): boolean {
  return HAVING.has(feature.statistic) && rateOf(feature) >= TELLING_RATE;
}

function rateOf({ positives, rows }: SingleFeature): number {
  return positives / rows;
}

function start(): Check {
  let telling: readonly TellingFeature[] = [];
  return {
    weigh: (features) => {
      telling = tellingFeatures(features);
    },
    findings: () => telling.slice(0, MOST_LISTED).map(findingOf),
  };
}

function findingOf(telling: TellingFeature): Finding {
  const { name, code, system, statistic, modality, rows, positives, auroc } = telling;
  const words = HAVING.has(statistic) ? name : `${name}, ${statistic}`;
  const feature =
    code === null || system === null ? sentence`${words} (${modality})` : `${words} (${system} ${code})`;
  return {
    severity: 'judge',
    feature,
    detail: sentence`training stays with it, ${positives} of them positive; AUROC ${auroc.toFixed(2)} alone`,
    count: rows,
  };
}

export const TELLING_FEATURE: LintRule = {
  name: 'telling-feature',
  title: 'Single features that nearly tell the outcome',
  meaning:
    'One single code, result or word tells almost everything. Real signs seldom do; it may have been written because of the outcome. Only somebody who knows the ward can say.',
  reads: 'records',
  start,
};
