import { z } from 'zod';
import { STANDINGS } from '../../models/diagnostics/modality-standing.ts';
import { byModality, interval, jobRef, metric, undefinedMetric } from './common.ts';
import { rejectedReasons } from './rejected.ts';
import { procedure, router } from './trpc.ts';

const rank = z.object({ rows: z.number(), width: z.number(), effective: metric, numerical: z.number() });
const lossCurve = z.object({
  losses: z.array(z.number()),
  mean: z.number(),
  /** First epoch, from 0, at which nine tenths of the whole fall are done. */
  e90: z.number(),
  /** First epoch, from 0, of each plateau that is left by a fall. */
  plateaus: z.array(z.number()),
});

/** What there is to see in a model on the validation split of its cohort, without training anything. */
export const diagnosis = z.object({
  model: z.string(),
  task: z.string(),
  encoders: z.string(),
  fusion: z.string(),
  members: z.number(),
  trainingRows: z.number(),
  validationRows: z.number(),
  validationPositives: z.number(),
  /** Of the fused representation. */
  rank,
  modalities: byModality(
    z.object({
      rank,
      /** CKA of the encoding with the fused representation. */
      similarity: metric,
      similarityDebiased: metric,
      capacity: metric,
    }),
  ),
  varianceInflation: z.object({
    mean: metric,
    dropped: z.number(),
    leftOut: z.number(),
    rank: z.number(),
  }),
  /** 0 = every neuron of the first fusion layer reads one modality, 1 = all equally. */
  blockEntropy: metric,
  separation: z.object({
    adversary: z.object({ accuracy: metric, loss: z.number() }).nullable(),
    linearProbe: metric,
    mlpProbe: metric,
    varianceShare: metric,
    chance: z.object({ accuracy: z.number(), loss: z.number() }).nullable(),
  }),
  learning: byModality(
    z.object({
      strength: metric,
      standing: z.enum(STANDINGS),
      /** AUROC lost when the modality is masked. */
      reliance: metric,
      collapsed: z.boolean(),
      prefixLoss: z.object({ training: z.number(), validation: z.number() }).nullable(),
      encoderAuroc: metric,
      untrainedAuroc: metric,
    }),
  ),
  lossDynamics: z.object({ training: lossCurve.nullable(), validation: lossCurve.nullable() }),
  undefined: z.array(undefinedMetric),
});

/** A figure of two models on the same rows; `difference` is the first less the second. */
const pairedFigure = z.object({ first: metric, second: metric, difference: metric, interval });
const signedRank = z.object({
  metric: z.enum(['auroc', 'auprc', 'brier']),
  n: z.number(),
  zeros: z.number(),
  p: metric,
  adjusted: metric,
});

/** Two models on the test split of their cohort, with the same masks and the same resamples of patients. */
export const comparison = z.object({
  task: z.string(),
  pairs: z.array(z.object({ first: z.string(), second: z.string() })),
  n: z.number(),
  positives: z.number(),
  leftOut: z.number(),
  rates: z.array(
    z.object({ rate: z.number(), auroc: pairedFigure, auprc: pairedFigure, brier: pairedFigure }),
  ),
  wilcoxon: z.object({ overSeeds: z.array(signedRank), overSeedsAndRates: z.array(signedRank) }),
  rejected: rejectedReasons,
  undefined: z.array(undefinedMetric),
});

const modelRef = z.object({ model: z.string() });
const pairRef = z.object({ first: z.string(), second: z.string() });

export const findingsRouter = router({
  diagnose: procedure
    .input(modelRef)
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.findings.diagnose(input)),
  /** The last diagnosis of a model, or `null` when there is none yet. */
  diagnosis: procedure
    .input(modelRef)
    .output(diagnosis.nullable())
    .query(({ ctx, input }) => ctx.services.findings.diagnosis(input)),
  compare: procedure
    .input(pairRef)
    .output(jobRef)
    .mutation(({ ctx, input }) => ctx.services.findings.compare(input)),
  /** The last comparison of the first model with the second, or `null` when there is none yet. */
  comparison: procedure
    .input(pairRef)
    .output(comparison.nullable())
    .query(({ ctx, input }) => ctx.services.findings.comparison(input)),
});
