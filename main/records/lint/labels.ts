import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { EvidenceContext } from '../evidence/evidence-context.ts';
import { type Check, type LintRule, type LintSubject, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

const isUnlabelled = ({ label }: LabelledEncounter): boolean => label === null;

function startSelection({ cohort, encounters }: LintSubject): Check {
  const count = encounters.filter(isUnlabelled).length;
  if (cohort.labels === 'complete' || count === 0) return settled([]);
  return settled([
    {
      severity: 'warning',
      feature: sentence`labels by the policy "${cohort.labels}"`,
      detail: sentence`stays without a label, of ${encounters.length}, because nothing is recorded after them; those left are sicker`,
      count,
    },
  ]);
}

export const SELECTION_BY_LABEL: LintRule = {
  name: 'selection-by-label',
  title: 'Selection by what happened later',
  meaning:
    'Some label policies of published studies call negative only who comes back or dies later. Most people who did well drop out, so the risks come out too high for everybody else.',
  reads: 'cohort',
  start: startSelection,
};

/** Last stays of a person that have no label, where other stays have one more often. */
function startLast({ encounters }: LintSubject): Check {
  const last = { stays: 0, unlabelled: 0 };
  const unlabelled = encounters.filter(isUnlabelled).length;
  return {
    see: ({ context, encounter }) => {
      if (!isLast(context)) return;
      last.stays += 1;
      last.unlabelled += Number(isUnlabelled(encounter));
    },
    findings: () => {
      const others = { stays: encounters.length - last.stays, unlabelled: unlabelled - last.unlabelled };
      if (share(last) <= share(others)) return [];
      return [
        {
          severity: 'warning',
          feature: sentence`last stay of a person`,
          detail: sentence`last stays without a label, of ${last.stays}, against ${others.unlabelled} of ${others.stays} others`,
          count: last.unlabelled,
        },
      ];
    },
  };
}

function share({ stays, unlabelled }: { readonly stays: number; readonly unlabelled: number }): number {
  return stays === 0 ? 0 : unlabelled / stays;
}

function isLast({ record, encounter }: EvidenceContext): boolean {
  const last = record.admissions.at(-1);
  return last !== undefined && encounter.admissionIds.includes(last.id);
}

export const LAST_ADMISSION_DROPPED: LintRule = {
  name: 'last-admission-dropped',
  title: 'Last stays dropped',
  meaning:
    'The last stay of each person is left out more often than the others. Everybody has a last stay, and for most it went well: without it the model learns from those who keep coming back.',
  reads: 'records',
  start: startLast,
};

const DEATH_TASKS: readonly string[] = ['mortality-90d', 'mortality-hospital'];

function startRepeated({ cohort, encounters }: LintSubject): Check | null {
  if (!DEATH_TASKS.includes(cohort.task)) return null;
  const positives = encounters.filter(({ label }) => label === 1);
  const people = Map.groupBy(positives, ({ patientId }) => patientId);
  const count = positives.length - people.size;
  if (count === 0) return settled([]);
  const several = [...people.values()].filter((stays) => stays.length > 1).length;
  return settled([
    {
      severity: 'warning',
      feature: null,
      detail: sentence`positive stays that share their death with an earlier one; people who died and count more than once: ${several}`,
      count,
    },
  ]);
}

export const REPEATED_DEATH: LintRule = {
  name: 'repeated-death',
  title: 'One death counted several times',
  meaning:
    'The same death is the outcome of several stays of one person. These are not independent events, and frequent patients weigh more; intervals must count people, as those of Lacuna do.',
  reads: 'cohort',
  start: startRepeated,
};
