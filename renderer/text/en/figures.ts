import type { Figure } from '../../components/figures.ts';

export interface FigureText {
  readonly name: string;
  /** One sentence. */
  readonly text: string;
  /** Who defined it, or where in Lacuna it comes from. */
  readonly source: string;
}

const byName: Record<Figure, FigureText> = {
  risk: {
    name: 'Risk',
    text: 'The model’s probability of the outcome for this stay, corrected on the calibration split so that of 100 stays with a risk of 12% about 12 have it.',
    source: 'The model named beside it; cohort and outcome are on the label card of the Cohort screen.',
  },
  baseRate: {
    name: 'Base rate',
    text: 'The share of the training stays in which the outcome happened: what one would say of a stay of which nothing is known.',
    source: 'Counted in the training split of the model’s cohort.',
  },
  band: {
    name: 'Risk band',
    text: 'A name for a range of risk, with ends that you set; no band is a recommendation.',
    source: 'Settings, Risk bands.',
  },
  interval: {
    name: '95% interval',
    text: 'If the same number of patients were drawn again and again, 95 of 100 such intervals would hold the true value; it says nothing about other hospitals.',
    source: 'Bootstrap over patients, Efron and Tibshirani 1993; of shares Wilson 1927.',
  },
  contribution: {
    name: 'Contribution',
    text: 'How much a modality moves this model’s score in log-odds, averaged over every order in which the modalities could be added; it is the model’s and not a cause.',
    source: 'Exact Shapley values over all combinations of modalities, Shapley 1953.',
  },
  similarity: {
    name: 'Similarity of a stand-in',
    text: 'How alike two modalities speak to the model over training stays that have both: 1 is the same, 0 is unrelated.',
    source:
      'Centred cosine of their latent representations; substitution after Chaudhuri et al. 2025, section 4.4.',
  },
  missingnessPattern: {
    name: 'Missingness pattern',
    text: 'Which modalities a stay has and which it lacks, taken together.',
    source: 'Read from the record at the prediction time of the stay.',
  },
  auroc: {
    name: 'AUROC',
    text: 'How often the model gives the higher risk to the stay with the outcome, of all pairs with and without it: 0.5 is chance, 1 is always.',
    source: 'Area under the ROC curve, Hanley and McNeil 1982.',
  },
  auprc: {
    name: 'AUPRC',
    text: 'The mean share of true alerts over all thresholds; chance is the prevalence, so compare it with that and not with 0.5.',
    source: 'Area under the precision-recall curve, Davis and Goadrich 2006.',
  },
  brier: {
    name: 'Brier score',
    text: 'The mean squared distance between risk and outcome (0 or 1): lower is better, and it grows with the prevalence.',
    source: 'Brier 1950.',
  },
  ece: {
    name: 'Expected calibration error',
    text: 'How far predicted risk and observed share lie apart on average, over ten groups of stays by risk.',
    source: 'Naeini, Cooper and Hauskrecht 2015.',
  },
  calibrationSlope: {
    name: 'Calibration slope',
    text: 'Below 1 the risks are too extreme, above 1 too timid; 1 is right.',
    source: 'Cox 1958.',
  },
  netBenefit: {
    name: 'Net benefit',
    text: 'True alerts less false alerts, these weighed by the odds of the threshold at which one would act, for each stay.',
    source: 'Vickers and Elkin 2006.',
  },
  sensitivity: {
    name: 'Sensitivity',
    text: 'Of the stays that had the outcome, the share whose risk lies at the threshold or above it.',
    source: 'Counted over the stays that are named beside it.',
  },
  ppv: {
    name: 'Positive predictive value',
    text: 'Of the stays whose risk lies at the threshold or above it, the share that had the outcome.',
    source: 'Counted over the stays that are named beside it.',
  },
  alerts: {
    name: 'Alerts per 100',
    text: 'Of 100 stays, how many have a risk at the threshold or above it, and so would have to be looked at.',
    source: 'Counted over the stays that are named beside it.',
  },
  effectiveRank: {
    name: 'Effective rank',
    text: 'How many directions the fused representation really uses; when it falls in training, modalities are being lost.',
    source: 'Exponential of the entropy of the singular values, Roy and Vetterli 2007.',
  },
  discriminatorAccuracy: {
    name: 'Discriminator accuracy',
    text: 'How well a classifier can tell from which modality a latent came; at chance the modalities speak one language.',
    source: 'Adversary of Explicit Basis Reallocation, Chaudhuri et al. 2025, section 3.4.',
  },
  semanticLoss: {
    name: 'Semantic loss',
    text: 'Cross-entropy between risk and outcome, the part of the training loss that is about the task.',
    source: 'Chaudhuri et al. 2025, section 3.4.',
  },
  substitution: {
    name: 'Stand-in',
    text: 'Where a modality is missing, the latent of the most similar one that is there takes its place; counted here over test stays.',
    source: 'Substitution by rank of similarity, Chaudhuri et al. 2025, section 4.4.',
  },
  attrition: {
    name: 'Attrition',
    text: 'How many stays are left after each rule of the cohort, applied in this order.',
    source: 'Counted in the database; the rules are on the label card.',
  },
  prevalence: {
    name: 'Prevalence',
    text: 'The share of stays in which the outcome happened.',
    source: 'Counted over the stays that are named beside it.',
  },
  aurocLost: {
    name: 'AUROC lost',
    text: 'How far the AUROC falls when a modality is masked or made noisy, and what stands in for it does; below 0 the model does better without.',
    source: 'Test stays of the model, scored again without it or with it changed.',
  },
  aurocAlone: {
    name: 'AUROC alone',
    text: 'The AUROC with this modality used and every other one masked: 0.5 is chance.',
    source: 'Stays of the split that is named beside it, scored again with one modality.',
  },
  calibration: {
    name: 'Calibration',
    text: 'Whether of the stays with a risk of 12% about 12 of 100 had the outcome: points on the dashed line are right, below it the risk is too high.',
    source: 'Ten groups of test stays by risk; intervals of shares Wilson 1927.',
  },
  calibrationIntercept: {
    name: 'Calibration intercept',
    text: 'The shift in log-odds that goes with the slope; 0 is right.',
    source: 'Cox 1958.',
  },
  calibrationInTheLarge: {
    name: 'Calibration in the large',
    text: 'Whether risks are right on average: above 0 they are too low, below 0 too high, in log-odds.',
    source: 'Steyerberg 2019, chapter 15.',
  },
  discriminationLoss: {
    name: 'Modality-discrimination loss',
    text: 'Cross-entropy of the classifier that guesses from which modality a latent came; higher means that modalities are harder to tell apart.',
    source: 'Adversary of Explicit Basis Reallocation, Chaudhuri et al. 2025, section 3.4.',
  },
};

export const figures = {
  title: 'What the figures mean',
  subtitle: 'One sentence each, and where it comes from.',
  source: (source: string) => `Source: ${source}`,
  what: (name: string) => `What is “${name}”?`,
  /** The name of a button beside a figure. */
  explain: (name: string) => `What ${name} means`,
  all: 'All figures',
  byName,
};
