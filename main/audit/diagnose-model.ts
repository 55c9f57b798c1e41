import { diagnoseModel as diagnose, type ModelDiagnosis } from '../../models/diagnostics/diagnose-model.ts';
import { type LossDynamics, lossDynamics } from '../../models/diagnostics/loss-dynamics.ts';
import { Reasons } from '../../models/metrics/reasons.ts';
import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import { fromModelError } from '../model-errors.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import type { Database } from '../records/database.ts';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { modelDataset } from './model-dataset.ts';

/** A loss of a training run, epoch by epoch, and what it says of the run. */
export interface LossCurve extends LossDynamics {
  readonly losses: readonly number[];
}

export interface DiagnosisReport extends ModelDiagnosis {
  readonly model: string;
  readonly task: string;
  readonly encoders: string;
  readonly fusion: string;
  readonly members: number;
  readonly lossDynamics: { readonly training: LossCurve | null; readonly validation: LossCurve | null };
  readonly undefined: readonly UndefinedMetric[];
}

/**
 * What there is to see in a model without training anything, on the validation split of its cohort.
 * @throws {LacunaError} `cohort_empty`, `model_mismatch`.
 */
export function diagnoseModel(db: Database, model: LoadedModel): DiagnosisReport {
  const reasons = new Reasons();
  const { configuration } = model.predictor.model;
  const dataset = modelDataset(db, model);
  const diagnosis = fromModelError(() => diagnose(model.predictor.model, dataset, reasons), {
    file: model.path,
  });
  return {
    model: model.manifest.id,
    task: model.cohort.task,
    encoders: configuration.encoders,
    fusion: configuration.fusion,
    members: configuration.members,
    ...diagnosis,
    lossDynamics: curvesOf(db, model.manifest.id, reasons),
    undefined: reasons.undefined,
  };
}

/** The losses of the run that made a model, where this database keeps it. */
function curvesOf(db: Database, model: string, reasons: Reasons): DiagnosisReport['lossDynamics'] {
  const run = listTrainingRuns(db).find((own) => own.model === model);
  const epochs = run === undefined ? [] : epochsOf(db, run.run);
  if (epochs.length === 0) {
    reasons.undefined.push({
      metric: 'lossDynamics',
      reason: 'the run that made the model is not in this database',
    });
    return { training: null, validation: null };
  }
  const curve = (metric: string, losses: readonly number[]): LossCurve | null => {
    const dynamics = reasons.valueOf(metric, lossDynamics(losses));
    return dynamics === null ? null : { losses, ...dynamics };
  };
  return {
    training: curve(
      'training loss',
      epochs.map(({ semanticLoss }) => semanticLoss),
    ),
    validation: curve(
      'validation loss',
      epochs.flatMap(({ validationLoss }) => validationLoss ?? []),
    ),
  };
}
