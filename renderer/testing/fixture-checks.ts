import type { CohortSpec } from '../../main/api/common.ts';
import type { LintReport } from '../../main/api/services.ts';

const RULES: LintReport['rules'] = [
  {
    rule: 'codes-before-discharge',
    title: 'Discharge codes during the stay',
    meaning:
      'Billing codes and the discharge summary are written after the stay and sum it up; a prediction during the stay that reads them knows how it ends.',
    checked: true,
  },
  {
    rule: 'repeated-death',
    title: 'One death counted several times',
    meaning:
      'The same death is the outcome of several stays of one person. These are not independent events.',
    checked: true,
  },
  {
    rule: 'split-used-twice',
    title: 'One split for two decisions',
    meaning: 'Two decisions about the model were made on the same patients.',
    checked: false,
  },
  {
    rule: 'telling-feature',
    title: 'Single features that nearly tell the outcome',
    meaning:
      'One single code, result or word tells almost everything. It may have been written because of the outcome.',
    checked: true,
  },
];

/** Findings of each severity; the error only for codes within the stay. */
export function lintReport({ task, timing }: CohortSpec): LintReport {
  const late = task === 'mortality-hospital' && timing === 'retrospective';
  return {
    findings: [
      ...(late
        ? [
            {
              rule: 'codes-before-discharge',
              severity: 'error' as const,
              feature: null,
              detail:
                'The timing "retrospective" takes the codes and summaries of 5002 stays that have not ended.',
              count: 5_002,
            },
          ]
        : []),
      {
        rule: 'repeated-death',
        severity: 'warning',
        feature: null,
        detail: '31 positive stays share their death with an earlier one.',
        count: 31,
      },
      {
        rule: 'telling-feature',
        severity: 'judge',
        feature: 'Do not resuscitate (ICD10CM Z66)',
        detail: '88 of the 140 training stays with it are positive; AUROC 0.71 alone',
        count: 140,
      },
    ],
    rules: RULES,
  };
}
