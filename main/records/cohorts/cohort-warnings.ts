import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortDescription } from '../../api/services.ts';
import { AGED } from './stay-steps.ts';
import { sentence, type Sentence } from '../../../models/wording.ts';

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
export function cohortWarnings(cohort: Described, { present }: TrainingSplit): Sentence[] {
  return [
    ...sizeWarnings(cohort),
    ...emptiedBy(cohort),
    // Of nobody every modality is absent: that is no news.
    ...MODALITIES.filter((modality) => cohort.labelled > 0 && present[modality] < FEWEST_PRESENT).map(
      (modality) =>
        sentence`${modality}: present in ${present[modality]} training encounters, fewer than ${FEWEST_PRESENT}, so it is left out of the model.`,
    ),
    ...codeWarnings(cohort),
    ...labelWarnings(cohort),
  ];
}

/** The rule that leaves none of those whom the rules before it left. */
function emptiedBy({ attrition }: Described): Sentence[] {
  const index = attrition.findIndex(({ left }, at) => left === 0 && (attrition[at - 1]?.left ?? 0) > 0);
  const step = attrition[index]?.step;
  if (step === undefined) return [];
  return step.startsWith(AGED)
    ? [
        sentence`The rule "${step}" leaves none. Whose age is not known is left out by it: ages follow from births.`,
      ]
    : [sentence`The rule "${step}" leaves none.`];
}

/** A term that stands for nothing is more often a slip than a rare code. */
function codeWarnings({ codes }: Described): Sentence[] {
  return codes
    .filter((term) => term.codes === 0)
    .map(({ modality, use, term }) =>
      use === 'with'
        ? sentence`The filter on ${modality} with ${term} finds no code of the records that counts.`
        : sentence`The filter on ${modality} without ${term} finds no code of the records that counts.`,
    );
}

function sizeWarnings({ labelled, splits }: Described): Sentence[] {
  const { train, calibration, test } = splits;
  if (labelled === 0) return [sentence`No encounter of this cohort has a label.`];
  if (train.positives === 0 || train.positives === train.n) {
    return [sentence`All labels of the training split are the same, so no model can be trained.`];
  }
  const warnings: Sentence[] = [];
  if (test.positives < FEWEST_EVENTS) {
    warnings.push(
      sentence`The test split has ${test.positives} positive encounters; below ${FEWEST_EVENTS} its AUROC is not assessed.`,
    );
  }
  return [...warnings, ...calibrationWarning(calibration.positives)];
}

function calibrationWarning(positives: number): Sentence[] {
  if (positives >= FEWEST_FOR_A_SLOPE) return [];
  return positives < FEWEST_TO_CALIBRATE
    ? [
        sentence`The calibration split has ${positives} positive encounters; below ${FEWEST_TO_CALIBRATE} the risks are not calibrated.`,
      ]
    : [
        sentence`The calibration split has ${positives} positive encounters; below ${FEWEST_FOR_A_SLOPE} they correct the level of the risks, but hardly their spread.`,
      ];
}

function labelWarnings({ labels, preset, unlabelled, counts }: Described): Sentence[] {
  const warnings: Sentence[] = [];
  if (preset === 'muse-eicu') {
    warnings.push(
      sentence`Labels of the MUSE study on eICU, which includes transfers: probabilities are not calibrated to all stays.`,
    );
  } else if (labels === 'yaib') {
    warnings.push(sentence`Labels of YAIB, death in the unit: another outcome than death in hospital.`);
  } else if (labels !== 'complete') {
    warnings.push(
      sentence`Labels by the policy "${labels}": probabilities are not calibrated to all discharges.`,
    );
  } else if (unlabelled > 0) {
    warnings.push(sentence`${unlabelled} encounters have no label, because their outcome is not known.`);
  }
  const repeated = counts['repeatedDeaths'] ?? 0;
  if (repeated > 0) {
    warnings.push(
      sentence`${repeated} positive encounters share their death with an earlier one of the same person.`,
    );
  }
  return warnings;
}
