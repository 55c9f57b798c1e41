import { AUROC, auroc, aurocStatistic } from '../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { difference } from '../../models/statistics/bootstrap.ts';
import { patternOf } from '../../models/substitution/source-table.ts';
import type { Audit } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { membersOf } from '../prediction/coalition-values.ts';
import { cohortBatch, type CohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { scoreRows, type RowScores } from '../prediction/score-rows.ts';
import type { Database } from '../records/database.ts';
import { SMALLEST_CELL } from '../records/missingness/small-cells.ts';
import { auditGroups } from '../records/patients/audit-variables.ts';
import { rejectedBefore } from '../records/rejected-before.ts';
import { auditCalibration } from './calibration-report.ts';
import { markCollapsed } from './mark-collapsed.ts';
import { meanContributions } from './mean-contributions.ts';
import { noiseRobustness } from './noise-report.ts';
import { countEvents, measured, rankScores } from './rank-scores.ts';
import { auditSubgroups } from './subgroups.ts';
import { decisionCurve, thresholdCurves } from './threshold-report.ts';
import { withheldAuroc } from './withheld.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

export interface AuditOptions {
  /** Counts of fewer people are not shown; default 11. */
  readonly smallestCell?: number | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: Sentence) => void;
}

/**
 * How much a model relies on each modality, on the test split, with missing data handled as deployed. AUROCs are of
 * raw logits; contributions are exact Shapley values of the calibrated logit over what each encounter has.
 */
export async function auditModel(
  db: Database,
  model: LoadedModel,
  options: AuditOptions = {},
): Promise<Audit> {
  const batch = cohortBatch(db, model, ['test']);
  const used = model.predictor.usable(batch.vectors);
  const scores = scoreRows(model, batch.vectors, used);
  const ranks = rankScores(batch, scores.logits);
  const step = stepper(options);
  const modalities = await relianceOf(model, batch, scores, step);
  const noise = await noiseRobustness(model, batch, (modality) => step(sentence`noise on ${modality}`));
  await step(sentence`each missingness pattern`);
  const patterns = patternScores(batch, used, scores);
  await step(sentence`net benefit and calibration`);
  const calibration = auditCalibration(batch, scores.probabilities);
  const decision = decisionCurve(batch, scores.probabilities);
  await step(sentence`groups of people`);
  const groups = auditGroups(db, batch.encounters);
  const positives = countEvents(batch.labels);
  return {
    model: model.manifest.id,
    n: batch.labels.length,
    positives,
    auroc: ranks.auroc,
    auprc: ranks.auprc,
    prevalence: positives / batch.labels.length,
    intervals: ranks.intervals,
    withheld: withheldAuroc(db, model, batch, scores.logits),
    modalities: markCollapsed(modalities, model.predictor.model.strength),
    patterns,
    substituted: countStandIns(model, batch),
    calibration,
    curves: thresholdCurves(batch.labels, scores.logits),
    decision,
    subgroups: auditSubgroups({ ...batch, ...scores }, groups, options.smallestCell ?? SMALLEST_CELL),
    noise,
    rejected: rejectedBefore(db, model.cohort),
    undefined: ranks.undefined,
    warnings:
      batch.unscored === 0 ? [] : [`${batch.unscored} encounters have nothing to score and are left out`],
  };
}

type Step = (words: Sentence) => Promise<void>;

/** Says what comes next and lets messages in, among which may be that it is not wanted any more. */
function stepper({ onProgress, signal }: AuditOptions): Step {
  return async (words) => {
    onProgress?.(words);
    await new Promise((resume) => setImmediate(resume));
    if (signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
  };
}

async function relianceOf(
  model: LoadedModel,
  batch: CohortBatch,
  { logits }: RowScores,
  step: Step,
): Promise<Audit['modalities']> {
  await step(sentence`computing contributions`);
  const contributions = meanContributions(model, batch.vectors);
  const modalities: Audit['modalities'] = {};
  for (const modality of batch.vectors.modalities) {
    await step(sentence`removing ${modality}`);
    modalities[modality] = {
      meanAbsolute: contributions.get(modality)?.meanAbsolute ?? 0,
      meanSigned: contributions.get(modality)?.meanSigned ?? 0,
      ...reliance(model, batch, modality, logits),
      dead: model.predictor.model.dead.includes(modality),
      collapsed: false,
    };
  }
  return modalities;
}

function reliance(
  model: LoadedModel,
  batch: CohortBatch,
  modality: ModalityName,
  logits: Float32Array,
): Pick<Audit['modalities'][ModalityName] & object, 'ablation' | 'ablationInterval' | 'alone'> {
  const { vectors, labels } = batch;
  if (notAssessed(AUROC, countEvents(labels)) !== null) return { ablation: null, alone: null };
  const column = vectors.modalities.indexOf(modality);
  const width = vectors.modalities.length;
  const without = model.predictor.usable(vectors).map((bit, i) => (i % width === column ? 0 : bit));
  const masked = model.predictor.logits(vectors, without);
  // An encounter with only this modality keeps its score: nothing else could be asked.
  const kept = masked.map((logit, row) => (Number.isNaN(logit) ? (logits[row] ?? logit) : logit));
  const lost = measured(
    batch,
    difference(aurocStatistic(labels, logits), aurocStatistic(labels, kept)),
    true,
  );
  return { ablation: lost.value, ablationInterval: lost.interval, alone: aloneAuroc(model, batch, column) };
}

/** AUROC with only one modality in use, over the encounters that have it; the others are left out, not filled. */
function aloneAuroc(model: LoadedModel, batch: CohortBatch, column: number): number | null {
  const width = batch.vectors.modalities.length;
  const only = model.predictor.usable(batch.vectors).map((bit, i) => (i % width === column ? bit : 0));
  const logits = model.predictor.logits(batch.vectors, only, 'omit');
  const rows = [...logits.keys()].filter((row) => !Number.isNaN(logits[row]));
  const labels = rows.map((row) => batch.labels[row] ?? 0);
  if (notAssessed(AUROC, countEvents(labels)) !== null) return null;
  const result = auroc(
    labels,
    rows.map((row) => logits[row] ?? 0),
  );
  return isDefined(result) ? result.value : null;
}

function patternScores(
  batch: CohortBatch,
  used: Uint8Array,
  { logits, probabilities }: RowScores,
): Audit['patterns'] {
  const { modalities } = batch.vectors;
  const rowsByPattern = Map.groupBy([...logits.keys()], (row) => patternOf(used, row, modalities.length));
  return [...rowsByPattern]
    .map(([mask, rows]) => {
      const labels = rows.map((row) => batch.labels[row] ?? 0);
      const scores = rows.map((row) => logits[row] ?? 0);
      const sample = { labels, patients: rows.map((row) => batch.patients[row] ?? '') };
      const ranks = rankScores(sample, scores);
      return {
        present: membersOf(modalities, mask),
        n: rows.length,
        positives: countEvents(labels),
        auroc: ranks.auroc,
        auprc: ranks.auprc,
        interval: ranks.intervals.auroc,
        meanProbability: rows.reduce((sum, row) => sum + (probabilities[row] ?? 0), 0) / rows.length,
      };
    })
    .sort((a, b) => b.n - a.n);
}

function countStandIns(model: LoadedModel, batch: CohortBatch): Audit['substituted'] {
  const all = model.predictor.substitutions(batch.vectors).flat();
  const groups = Map.groupBy(all, ({ modality, by }) => `${modality}<${by}`);
  return [...groups.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ modality: group[0].modality, by: group[0].by, n: group.length }],
  );
}
