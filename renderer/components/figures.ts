/** The figures that the window shows and explains, in the order in which one meets them. */
export const FIGURES = [
  'risk',
  'baseRate',
  'band',
  'interval',
  'contribution',
  'similarity',
  'missingnessPattern',
  'auroc',
  'auprc',
  'brier',
  'ece',
  'calibrationSlope',
  'netBenefit',
  'sensitivity',
  'ppv',
  'alerts',
  'effectiveRank',
  'discriminatorAccuracy',
  'semanticLoss',
] as const;
export type Figure = (typeof FIGURES)[number];
