import type { Study } from './study.ts';

/** Every table and figure that can be measured; a new one is a line here, a file in `studies/` and one in `published/`. */
export const STUDIES: Readonly<Record<string, () => Promise<Study>>> = {
  'table-1': async () => (await import('./studies/missing-modalities.ts')).missingModalities,
  'table-2': async () => (await import('./studies/encoders-under-fusions.ts')).encodersUnderFusions,
  'table-5': async () => (await import('./studies/distillation-sequences.ts')).distillationSequences,
  'table-6': async () => (await import('./studies/substitution.ts')).substitution,
  'table-7': async () => (await import('./studies/multicollinearity.ts')).multicollinearity,
  'table-8': async () => (await import('./studies/signed-rank-tests.ts')).signedRankTests,
  'table-9': async () => (await import('./studies/polysemanticity.ts')).polysemanticity,
  'figure-4': async () => (await import('./studies/prefix-and-baseline.ts')).prefixAndBaseline,
  'figure-5': async () => (await import('./studies/rank-and-beta.ts')).rankAndBeta,
  'figure-6': async () => (await import('./studies/loss-curves.ts')).lossCurves,
  'figure-7': async () => (await import('./studies/noise.ts')).noise,
};

/** Tables and figures that the papers have and this version cannot measure, and why. */
export const NOT_MEASURED: Readonly<Record<string, string>> = {
  'table-3': 'avMNIST is measured by lacuna bench avmnist where this version has it',
  'table-4': 'avMNIST is measured by lacuna bench avmnist where this version has it',
  'table-10': 'GMC (Poklukar et al. 2022) is not among the methods of this version',
  'table-11': 'neither GMC nor MMVAE are among the methods of this version',
  'figure-10': 'the diagnostics of ranks read records, not images',
};
