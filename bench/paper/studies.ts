import type { Study } from './study.ts';

/** Every table and figure that can be measured; a new one is a line here, a file in `studies/` and one in `published/`. */
export const STUDIES: Readonly<Record<string, () => Promise<Study>>> = {
  'table-1': async () => (await import('./studies/missing-modalities.ts')).missingModalities,
  'table-2': async () => (await import('./studies/encoders-under-fusions.ts')).encodersUnderFusions,
  'table-3': async () => (await import('./studies/digit-accuracy.ts')).digitRivals,
  'table-4': async () => (await import('./studies/digit-accuracy.ts')).digitEncoders,
  'table-5': async () => (await import('./studies/distillation-sequences.ts')).distillationSequences,
  'table-6': async () => (await import('./studies/substitution.ts')).substitution,
  'table-7': async () => (await import('./studies/multicollinearity.ts')).multicollinearity,
  'table-8': async () => (await import('./studies/signed-rank-tests.ts')).signedRankTests,
  'table-9': async () => (await import('./studies/polysemanticity.ts')).polysemanticity,
  'table-10': async () => (await import('./studies/contrastive-prefix.ts')).contrastivePrefix,
  'table-11': async () => (await import('./studies/generative-and-contrastive.ts')).generativeAndContrastive,
  'figure-4': async () => (await import('./studies/prefix-and-baseline.ts')).prefixAndBaseline,
  'figure-5': async () => (await import('./studies/rank-and-beta.ts')).rankAndBeta,
  'figure-6': async () => (await import('./studies/loss-curves.ts')).lossCurves,
  'figure-7': async () => (await import('./studies/noise.ts')).noise,
  'figure-10': async () => (await import('./studies/digit-ranks.ts')).digitRanks,
};
