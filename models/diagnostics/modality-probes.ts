import { type DenseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import { AUROC, auroc } from '../metrics/auroc.ts';
import { notAssessed } from '../metrics/metric.ts';
import type { Defined } from '../errors.ts';
import { type DiagnosedData, havingModality } from './diagnosed-data.ts';
import { fitLinearProbe, probeLoss, probeProbabilities } from './linear-probe.ts';

/** What a linear reader tells of the label from the frozen representation of one modality. */
export interface ModalityProbe {
  /** Mean cross-entropy on the rows that the probe was fitted on, and on held-out ones, in nats. */
  readonly trainingLoss: number;
  readonly validationLoss: number;
  readonly validationAuroc: Defined<number>;
  /** Score of each held-out row that has the modality, with the position of the row. */
  readonly scores: ReadonlyMap<number, number>;
}

/**
 * Logistic regression (C = 1) on standardised columns, fitted on training rows where the modality is present.
 * @param representations of the training rows and of the validation rows.
 * @returns undefined where training or validation rows with the modality are missing or of one class.
 * @see method.md 5.6
 */
export function probeModality(
  data: DiagnosedData,
  modality: number,
  representations: { readonly training: DenseMatrix; readonly validation: DenseMatrix },
): Defined<ModalityProbe> {
  const train = havingModality(data, data.trainingRows, modality);
  const held = havingModality(data, data.validationRows, modality);
  const labelsOf = (rows: Int32Array, positions: readonly number[]): number[] =>
    positions.map((i) => data.labels[rows[i] ?? 0] ?? 0);
  const fitted = labelsOf(data.trainingRows, train);
  const truth = labelsOf(data.validationRows, held);
  if (!fitted.includes(0) || !fitted.includes(1)) return { undefined: 'one class only in training' };
  if (truth.length === 0) return { undefined: 'present in no validation encounter' };
  const [own, other] = [
    takeRows(representations.training, train),
    takeRows(representations.validation, held),
  ];
  const probe = fitLinearProbe(own, fitted, { classes: 2 });
  const probabilities = probeProbabilities(probe, other);
  const events = truth.reduce((sum, label) => sum + label, 0);
  const few = notAssessed(AUROC, events);
  const scores = held.map((_, i) => probabilities[2 * i + 1] ?? 0);
  return {
    value: {
      trainingLoss: probeLoss(probe, own, fitted),
      validationLoss: probeLoss(probe, other, truth),
      validationAuroc: few === null ? auroc(truth, scores) : { undefined: few },
      scores: new Map(held.map((position, i) => [position, scores[i] ?? 0])),
    },
  };
}
