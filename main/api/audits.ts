import { z } from 'zod';
import {
  byModality,
  interval,
  jobRef,
  metric,
  modalityName,
  substitutionPolicy,
  undefinedMetric,
} from './common.ts';
import { rejectedReasons } from './rejected.ts';
import { procedure, router } from './trpc.ts';

export const modalityReliance = z.object({
  meanAbsolute: z.number(),
  meanSigned: z.number(),
  /** AUROC lost when the modality is masked. */
  ablation: metric,
  ablationInterval: interval.optional(),
  /** AUROC of this model with only this modality used. */
  alone: metric,
  dead: z.boolean(),
  collapsed: z.boolean(),
});

/** A net benefit at one threshold. */
const netBenefit = z.object({
  threshold: z.number(),
  model: z.number(),
  interval,
  /** Of acting on everybody; on nobody it is 0. */
  all: z.number(),
});

export const SUBGROUP_VARIABLES = ['age', 'sex', 'race', 'insurance', 'language'] as const;
export const subgroup = z.object({
  variable: z.enum(SUBGROUP_VARIABLES),
  group: z.string(),
  /** `null` = not shown: fewer than the smallest cell, or one from which such a count would follow. */
  n: z.number().nullable(),
  positives: z.number().nullable(),
  auroc: metric,
  interval,
  /** Mean of the calibrated probabilities, and the share that was observed with its 95 % Wilson interval. */
  meanProbability: metric,
  observedRate: metric,
  observedInterval: interval,
});

const noiseResult = z.object({
  /** What the noise is on. */
  modality: modalityName.or(z.literal('all')),
  /** Share of each feature's range. */
  rate: z.number(),
  auroc: metric,
});

export const audit = z.object({
  model: z.string(),
  n: z.number(),
  positives: z.number(),
  auroc: metric,
  auprc: metric,
  prevalence: z.number(),
  intervals: z.object({ auroc: interval, auprc: interval }),
  modalities: byModality(modalityReliance),
  /**
   * Of a `retrospective` model without what is written after the discharge: coded diagnoses and procedures, and the
   * summary. `null` for one that uses none of it, and in audits made before this was measured.
   */
  withheld: z
    .object({ auroc: metric, lost: metric, lostInterval: interval.optional() })
    .nullable()
    .default(null),
  patterns: z.array(
    z.object({
      present: z.array(modalityName),
      n: z.number(),
      positives: z.number(),
      auroc: metric,
      auprc: metric,
      interval: interval.default(null),
      /** Mean of the calibrated probabilities. */
      meanProbability: metric.default(null),
    }),
  ),
  substituted: z.array(z.object({ modality: modalityName, by: modalityName, n: z.number() })),
  calibration: z.object({
    slope: metric,
    intercept: metric,
    inTheLarge: metric,
    brier: metric,
    ece: metric,
    bins: z.array(
      z.object({
        n: z.number(),
        meanProbability: z.number(),
        observedRate: z.number(),
        /** 95 % Wilson interval of the observed rate. */
        interval: interval.default(null),
      }),
    ),
    intervals: z
      .object({ slope: interval, intercept: interval, inTheLarge: interval, brier: interval })
      .default({ slope: null, intercept: null, inTheLarge: null, brier: null }),
  }),
  /** Thresholds descending. What follows is empty or `null` in audits made before it was measured. */
  curves: z
    .object({
      roc: z.array(z.object({ falsePositiveRate: z.number(), truePositiveRate: z.number() })),
      precisionRecall: z.array(z.object({ recall: z.number(), precision: z.number() })),
    })
    .nullable()
    .default(null),
  decision: z.array(netBenefit).default([]),
  subgroups: z
    .object({ smallestCell: z.number(), groups: z.array(subgroup) })
    .nullable()
    .default(null),
  /** AUROC with noise on the inputs of one modality, and of all at once. */
  noise: z.array(noiseResult).default([]),
  rejected: rejectedReasons,
  undefined: z.array(undefinedMetric),
  warnings: z.array(z.string()),
});

export const evaluationRow = z.object({
  rate: z.number(),
  policy: substitutionPolicy,
  auroc: metric,
  auprc: metric,
  brier: metric,
  ece: metric,
  intervals: z.object({ auroc: interval, auprc: interval }),
  /** Encounters that lost everything and got one modality back, summed over masks. */
  restored: z.number(),
  undefined: z.array(undefinedMetric).optional(),
});
export const evaluation = z.object({
  /** Name of the source whose encounters were scored, and of the one that the model was trained on. */
  source: z.string().nullable(),
  trainedOn: z.string().nullable(),
  n: z.number(),
  positives: z.number(),
  rates: z.array(evaluationRow),
  rejected: rejectedReasons,
});

export const auditsRouter = router({
  start: procedure
    .input(z.object({ model: z.string() }))
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.audits.start(input)),
  /** The last audit of a model on the open database, or `null` when there is none yet. */
  get: procedure
    .input(z.object({ model: z.string() }))
    .output(audit.nullable())
    .query(({ ctx, input }) => ctx.services.audits.get(input)),
});
