import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortDescription } from '../../api/services.ts';
import type { TellingFeature } from '../evidence/telling-features.ts';

/** A modality present in fewer training encounters is left out of the model. */
const FEWEST_PRESENT = 30;
/** Below so many events of the test split an AUROC is not assessed. */
const FEWEST_EVENTS = 20;
/** Below so many positives, predictions of held-out folds calibrate instead of the calibration split. */
const FEWEST_POSITIVES = 200;

/** What warnings say of the labelled training encounters. */
export interface TrainingSplit {
  /** Encounters in which a modality is present. */
  readonly present: Readonly<Record<ModalityName, number>>;
  readonly telling: readonly TellingFeature[];
}

type Described = Omit<CohortDescription, 'warnings'>;

/** What a person should know before training on a cohort, in plain sentences. */
export function cohortWarnings(cohort: Described, { present, telling }: TrainingSplit): string[] {
  return [
    ...sizeWarnings(cohort),
    ...MODALITIES.filter((modality) => present[modality] < FEWEST_PRESENT).map(
      (modality) =>
        `${modality}: present in ${present[modality]} training encounters, fewer than ${FEWEST_PRESENT}, so it is left out of the model.`,
    ),
    ...labelWarnings(cohort),
    ...telling.map(tellingWarning),
  ];
}

function tellingWarning({ feature, encounters, positives }: TellingFeature): string {
  return (
    `${feature}: ${positives} of the ${encounters} training encounters with it are positive. ` +
    'It may have been written because of the outcome; judge whether to trust a model that reads it.'
  );
}

function sizeWarnings({ labelled, positives, splits }: Described): string[] {
  const { train, test } = splits;
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
  if (positives < FEWEST_POSITIVES) {
    warnings.push(
      `There are ${positives} positive encounters; below ${FEWEST_POSITIVES} a model is calibrated on held-out folds.`,
    );
  }
  return warnings;
}

function labelWarnings({ labels, preset, unlabelled, counts }: Described): string[] {
  const warnings: string[] = [];
  if (preset === 'muse-eicu') {
    warnings.push(
      'Labels of the MUSE study on eICU, which includes transfers: probabilities are not calibrated to all stays.',
    );
  } else if (labels === 'muse') {
    warnings.push('Labels by the policy "muse": probabilities are not calibrated to all discharges.');
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
