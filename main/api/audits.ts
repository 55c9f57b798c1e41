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
    }),
  ),
  substituted: z.array(z.object({ modality: modalityName, by: modalityName, n: z.number() })),
  calibration: z.object({
    slope: metric,
    intercept: metric,
    inTheLarge: metric,
    brier: metric,
    ece: metric,
    bins: z.array(z.object({ n: z.number(), meanProbability: z.number(), observedRate: z.number() })),
  }),
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
