import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { Database } from '../database.ts';
import { presenceReader } from '../evidence/presence.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { encounterOf } from './encounter-of.ts';
import type { Step, Task } from './task.ts';
import { sentence, type Sentence } from '../../../models/wording.ts';

/** The rule on what is present of a stay at its prediction time, as evidence finds it. */
export function presenceStep(db: Database, cohort: CohortDefinition, task: Task): Step[] {
  const { present } = cohort.filters;
  const { modalities = [], atLeast = 0 } = present ?? {};
  if (modalities.length === 0 && atLeast === 0) return [];
  const read = presenceReader(db, cohort, { modalities: atLeast === 0 ? modalities : MODALITIES });
  return [
    {
      step: inWords(modalities, atLeast),
      keeps: (candidate) => {
        const { states } = read(encounterOf(candidate, cohort, task));
        const there = MODALITIES.filter((modality) => states[modality] === 'present');
        return there.length >= atLeast && modalities.every((modality) => there.includes(modality));
      },
    },
  ];
}

function inWords(modalities: readonly ModalityName[], atLeast: number): Sentence {
  const names = modalities.join(' and ');
  if (atLeast === 0) return sentence`${names} present`;
  return names === ''
    ? sentence`at least ${atLeast} of the six modalities present`
    : sentence`${names} present, at least ${atLeast} of the six modalities present`;
}
