import { isDeepStrictEqual } from 'node:util';
import type { CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { defineCohort } from '../records/cohorts/cohort-definition.ts';
import { worded } from '../../models/wording.ts';

/**
 * Two models can be compared when they answer the same question of the same encounters with the same test split.
 * @throws {LacunaError} `model_mismatch`, naming the choice in which they differ; `usage` when they are one model.
 */
export function requireComparable(first: LoadedModel, second: LoadedModel): void {
  if (first.hash === second.hash) {
    throw new LacunaError('usage', 'a model cannot be compared with itself', { file: second.path });
  }
  const [own, other] = [choicesOf(first.cohort), choicesOf(second.cohort)];
  for (const choice of Object.keys({ ...own, ...other })) {
    if (isDeepStrictEqual(own[choice], other[choice])) continue;
    throw new LacunaError(
      'model_mismatch',
      worded`the two models have different cohorts: ${choice} is ${inWords(own[choice])} in one, ${inWords(other[choice])} in the other`,
      { file: second.path, hint: 'compare models that were trained on the same cohort for the same task' },
    );
  }
}

/** Everything that decides encounters, labels, splits and what may be read of them, defaults filled in. */
function choicesOf(cohort: CohortSpec): Readonly<Record<string, unknown>> {
  return { ...defineCohort(cohort), source: cohort.source ?? null };
}

function inWords(choice: unknown): string {
  return typeof choice === 'string' ? choice : JSON.stringify(choice ?? null);
}
