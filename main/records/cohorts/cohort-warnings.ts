import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortDescription } from '../../api/services.ts';
import { AGED } from './stay-steps.ts';

/** A modality present in fewer training encounters is left out of the model. */
const FEWEST_PRESENT = 30;
/** Below so many events of the test split an AUROC is not assessed. */
const FEWEST_EVENTS = 20;
/** Below so many events of the calibration split there is no calibration; below the other, its slope is not assessed. */
const FEWEST_TO_CALIBRATE = 10;
const FEWEST_FOR_A_SLOPE = 50;

/** What warnings say of the labelled training encounters. */
export interface TrainingSplit {
  /** Encounters in which a modality is present. */
  readonly present: Readonly<Record<ModalityName, number>>;
}

type Described = Omit<CohortDescription, 'warnings'>;

/** What a person should know before training on a cohort, in plain sentences. */
export function cohortWarnings(cohort: Described, { present }: TrainingSplit): string[] {
  return [
    ...sizeWarnings(cohort),
    ...emptiedBy(cohort),
    // Of nobody every modality is absent: that is no news.
    ...MODALITIES.filter((modality) => cohort.labelled > 0 && present[modality] < FEWEST_PRESENT).map(
      (modality) =>
        `${modality}: present in ${present[modality]} training encounters, fewer than ${FEWEST_PRESENT}, so it is left out of the model.`,
    ),
    ...codeWarnings(cohort),
    ...labelWarnings(cohort),
  ];
}

/** The rule that leaves none of those whom the rules before it left. */
function emptiedBy({ attrition }: Described): string[] {
  const index = attrition.findIndex(({ left }, at) => left === 0 && (attrition[at - 1]?.left ?? 0) > 0);
  const step = attrition[index]?.step;
  if (step === undefined) return [];
  const why = step.startsWith(AGED)
    ? ' Whose age is not known is left out by it: ages follow from births.'
    : '';
  return [`The rule "${step}" leaves none.${why}`];
}

/** A term that stands for nothing is more often a slip than a rare code. */
function codeWarnings({ codes }: Described): string[] {
  return codes
    .filter((term) => term.codes === 0)
    .map(
      ({ modality, use, term }) =>
        `The filter on ${modality} ${use} ${term} finds no code of the records that counts.`,
    );
}

function sizeWarnings({ labelled, splits }: Described): string[] {
  const { train, calibration, test } = splits;
  if (labelled === 0) return ['No encounter of this cohort has a label.'];
  if (train.positives === 0 || train.positives === train.n) {
    return ['All labels of the training split are the same, so no model can be trained.'];
  }
  const warnings: string[] = [];
  if (test.positives < FEWEST_EVENTS) {
    warnings.push(
      `The test split has ${test.positives} positive encounters; below ${FEWEST_EVENTS} its AUROC is not assessed.`,
    );
  }
  return [...warnings, ...calibrationWarning(calibration.positives)];
}

function calibrationWarning(positives: number): string[] {
  if (positives >= FEWEST_FOR_A_SLOPE) return [];
  const found = `The calibration split has ${positives} positive encounters`;
  return positives < FEWEST_TO_CALIBRATE
    ? [`${found}; below ${FEWEST_TO_CALIBRATE} the risks are not calibrated.`]
    : [`${found}; below ${FEWEST_FOR_A_SLOPE} they correct the level of the risks, but hardly their spread.`];
}

function labelWarnings({ labels, preset, unlabelled, counts }: Described): string[] {
  const warnings: string[] = [];
  if (preset === 'muse-eicu') {
    warnings.push(
      'Labels of the MUSE study on eICU, which includes transfers: probabilities are not calibrated to all stays.',
    );
  } else if (labels === 'yaib') {
    warnings.push('Labels of YAIB, death in the unit: another outcome than death in hospital.');
  } else if (labels !== 'complete') {
    warnings.push(`Labels by the policy "${labels}": probabilities are not calibrated to all discharges.`);
  } else if (unlabelled > 0) {
    warnings.push(`${unlabelled} encounters have no label, because their outcome is not known.`);
  }
  const repeated = counts['repeatedDeaths'] ?? 0;
  if (repeated > 0) {
    warnings.push(
      `${repeated} positive encounters share their death with an earlier one of the same person.`,
    );
  }
  return warnings;
}
