import type { ModelSummary } from '../../../main/api/services.ts';
import type { Catalogue } from '../../text/index.ts';

/** What the cohort of a model is called, and whether rules beyond those of the name chose who is in it. */
export function cohortName(
  { cohort, preset }: Pick<ModelSummary, 'cohort' | 'preset'>,
  { models, tasks }: Pick<Catalogue, 'models' | 'tasks'>,
): string {
  if (cohort?.saved !== undefined) return cohort.saved.name;
  const hasFilters = Object.keys(cohort?.filters ?? {}).length > 0;
  const name = tasks.preset[preset];
  return hasFilters ? models.model.filtered(name) : name;
}
