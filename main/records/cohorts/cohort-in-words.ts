import type { CohortSpec } from '../../api/common.ts';
import { type CohortDefinition, defineCohort, isAtDischarge } from './cohort-definition.ts';
import { type Sentence, sentence } from '../../../models/wording.ts';

/** What is chosen of a cohort beside the rules of its attrition table, a line each, for the card of a model. */
export function cohortInWords(spec: CohortSpec): Sentence[] {
  const cohort = defineCohort(spec);
  const { preset, labels, hours, lookBackHours, task } = cohort;
  return [
    ...(spec.saved === undefined ? [] : [sentence`saved as ${spec.saved.name}@${spec.saved.version}`]),
    sentence`${preset} cohort, ${labels} labels`,
    ...(isAtDischarge(task) ? [] : [sentence`predicted ${hours} hours after the start`]),
    ...(lookBackHours === null ? [] : [sentence`inputs reach back ${lookBackHours} hours`]),
    splitInWords(cohort),
  ];
}

function splitInWords({ split }: CohortDefinition): Sentence {
  switch (split.by) {
    case 'patient':
      return sentence`split by a hash of the patient`;
    case 'time':
      return sentence`split by time, test from ${split.testFrom}`;
    case 'hospital':
      return split.test === undefined
        ? sentence`split by hospital, test a fifth of them`
        : sentence`split by hospital, test ${split.test.join(', ')}`;
    case 'unit':
      return sentence`split by unit, test ${split.test.join(', ')}`;
  }
}
