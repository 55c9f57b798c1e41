import type { CohortSpec } from '../../main/api/common.ts';
import type { LintReport, MissingnessReport } from '../../main/api/services.ts';

import { MODALITIES } from '../../models/modalities/modality.ts';

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
                'stays that have not ended when their codes and summaries are taken; choose the timing "available"',
              count: 5_002,
            },
          ]
        : []),
      {
        rule: 'repeated-death',
        severity: 'warning',
        feature: null,
        detail:
          'positive stays that share their death with an earlier one; people who died and count more than once: 24',
        count: 31,
      },
      {
        rule: 'telling-feature',
        severity: 'judge',
        feature: 'Do not resuscitate (ICD10CM Z66)',
        detail: 'training stays with it, 88 of them positive; AUROC 0.71 alone',
        count: 140,
      },
    ],
    rules: RULES,
    rejected: [],
  };
}

type States = MissingnessReport['modalities'][number]['states'];

const states = (present: number | null, noneRecorded: number | null, unavailable: number | null): States => ({
  present,
  noneRecorded,
  unavailable,
});
const everywhere = (n: number) => states(n, 0, 0);

/** Groups of a size, in which this share lacks notes, labs and procedures. */
function groupOf(
  variable: MissingnessReport['groups'][number]['variable'],
  group: string,
  n: number,
  [notes, labs, procedures]: readonly [number, number, number],
): MissingnessReport['groups'][number] {
  const lacking = (share: number, none = 0) =>
    states(Math.round(n * (1 - share - none)), Math.round(n * none), Math.round(n * share));
  return {
    variable,
    group,
    n,
    states: {
      demographics: everywhere(n),
      notes: lacking(notes),
      labs: lacking(labs),
      diagnoses: everywhere(n),
      procedures: lacking(procedures, 0.18),
      medications: n < 300 ? states(null, null, 0) : lacking(0, 0.1),
    },
  };
}

const told = (
  auroc: number | null,
  interval: [number, number] | null,
  strongest: readonly (readonly [name: string, weight: number])[],
  reason: string | null = null,
): MissingnessReport['modalities'][number]['predictability'] => ({
  auroc,
  interval,
  n: 5_002,
  strongest: strongest.map(([name, weight]) => ({ name, weight })),
  reason,
});
const NEVER = told(null, null, [], 'never missing');

/** Notes by chance, labs by what they would say, procedures by the type of the stay. */
export function missingnessReport({ task }: CohortSpec): MissingnessReport {
  return {
    task,
    n: 5_002,
    smallestCell: 11,
    modalities: [
      { modality: 'demographics', states: everywhere(5_002), predictability: NEVER },
      {
        modality: 'notes',
        states: states(3_801, 0, 1_201),
        predictability: told(0.51, [0.49, 0.53], [['Age, years', -0.02]]),
      },
      {
        modality: 'labs',
        states: states(4_070, 0, 932),
        predictability: told(0.5, [0.48, 0.52], [['medications empty', -0.03]]),
      },
      { modality: 'diagnoses', states: everywhere(5_002), predictability: NEVER },
      {
        modality: 'procedures',
        states: states(2_751, 902, 1_349),
        predictability: told(
          0.83,
          [0.81, 0.85],
          [
            ['Admission type: EU OBSERVATION', -1.2],
            ['Observation stay', -0.9],
          ],
        ),
      },
      { modality: 'medications', states: states(4_462, 540, 0), predictability: NEVER },
    ],
    groups: [
      groupOf('label', 'negative', 4_550, [0.24, 0.2, 0.27]),
      groupOf('label', 'positive', 452, [0.24, 0.05, 0.27]),
      groupOf('sex', 'F', 2_600, [0.24, 0.19, 0.27]),
      groupOf('sex', 'M', 2_402, [0.24, 0.18, 0.27]),
      groupOf('age', '18–44', 750, [0.25, 0.19, 0.4]),
      groupOf('age', '45–64', 1_250, [0.23, 0.18, 0.3]),
      groupOf('age', '65–79', 1_750, [0.24, 0.19, 0.22]),
      groupOf('age', '80 and over', 1_252, [0.24, 0.19, 0.2]),
      groupOf('unit', 'Medicine', 2_900, [0.23, 0.2, 0.28]),
      groupOf('unit', '14 others', 2_102, [0.26, 0.17, 0.26]),
      groupOf('race', 'White', 3_300, [0.24, 0.19, 0.27]),
      groupOf('race', 'Native American or Pacific', 42, [0.24, 0.26, 0.31]),
    ],
    features: MODALITIES.flatMap((modality) =>
      ['first', 'second'].map((name, i) => ({
        modality,
        feature: `The ${name} of ${modality}`,
        n: 4_000 - 900 * i,
        inGroups: [
          3_640 - 800 * i,
          360 - 100 * i,
          2_100,
          1_900,
          600,
          1_000,
          1_400,
          null,
          2_300,
          1_700,
          2_640,
          null,
        ],
      })),
    ),
    featureCounts: { demographics: 9, notes: 2, labs: 31, diagnoses: 210, procedures: 61, medications: 180 },
    patterns: [
      { present: [...MODALITIES], n: 1_684 },
      { present: MODALITIES.filter((name) => name !== 'procedures'), n: 1_204 },
    ],
    rarePatterns: 4,
    rejected: [],
    caveat: 'No test on these data can exclude that something is missing because of what it would have said.',
  };
}
