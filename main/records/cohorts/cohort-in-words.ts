import type { CohortSpec } from '../../api/common.ts';
import { type CohortDefinition, defineCohort, isAtDischarge } from './cohort-definition.ts';

/** What is chosen of a cohort beside the rules of its attrition table, a line each, for the card of a model. */
export function cohortInWords(spec: CohortSpec): string[] {
  const cohort = defineCohort(spec);
  const { preset, labels, hours, lookBackHours, task } = cohort;
  return [
    ...(spec.saved === undefined ? [] : [`saved as ${spec.saved.name}@${spec.saved.version}`]),
    `${preset} cohort, ${labels} labels`,
    ...(isAtDischarge(task) ? [] : [`predicted ${hours} hours after the start`]),
    ...(lookBackHours === null ? [] : [`inputs reach back ${lookBackHours} hours`]),
    splitInWords(cohort),
  ];
}

function splitInWords({ split }: CohortDefinition): string {
  switch (split.by) {
    case 'patient':
      return 'split by a hash of the patient';
    case 'time':
      return `split by time, test from ${split.testFrom}`;
    case 'hospital':
      return `split by hospital, test ${split.test?.join(', ') ?? 'a fifth of them'}`;
    case 'unit':
      return `split by unit, test ${split.test.join(', ')}`;
  }
}
