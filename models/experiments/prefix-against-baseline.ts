import { probeModality } from '../diagnostics/modality-probes.ts';
import { representationsOf } from '../diagnostics/representations.ts';
import type { Defined } from '../errors.ts';
import { isDefined } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { ownSources } from '../substitution/source-table.ts';
import type { TrainingConfiguration } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import type { ModelState } from '../training/model-state.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import { onlyModalities } from './only-modalities.ts';
import { type ExperimentHooks, singleMember, trainAndInspect } from './train-and-inspect.ts';

/** Loss of a linear probe on the frozen encoding, one an epoch. */
export interface ProbeCurve {
  readonly training: readonly number[];
  readonly validation: readonly number[];
}

export interface PrefixPoint {
  readonly modalities: readonly ModalityName[];
  /** The encoder trained only through the fusion. */
  readonly prefix: ProbeCurve;
  /** The same, trained through a linear head of its own as well. */
  readonly baseline: ProbeCurve;
  /** Smallest loss of the prefix less that of the baseline, by training and by validation loss. */
  readonly gap: Defined<{ readonly training: number; readonly validation: number }>;
}

export interface PrefixAgainstBaseline {
  readonly modality: ModalityName;
  /** For two modalities, three, and so on. */
  readonly points: readonly PrefixPoint[];
}

export const prefixTrainings = (modalities: number): number => 2 * Math.max(modalities - 1, 0);

/**
 * For growing numbers of modalities: what a linear probe reads from one modality's encoding when it is trained only
 * through the fusion, against the same with a head of its own. Every modality has such a head in the baseline, each with
 * the weight of the fused loss.
 * @param order the modality that is looked at, then the others in the order in which they are added.
 * @throws {ModelError} as `prepareRun`, `trainAndInspect`.
 * @see Chaudhuri et al. 2025, Fig. 4; method.md 5.6
 */
export async function prefixAgainstBaseline(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  order: readonly [ModalityName, ...ModalityName[]],
  hooks: ExperimentHooks,
): Promise<PrefixAgainstBaseline> {
  const [modality] = order;
  const points: PrefixPoint[] = [];
  for (let count = 2; count <= order.length; count += 1) {
    const some = onlyModalities(dataset, order.slice(0, count));
    const curve = async (name: string, unimodalWeight: number): Promise<ProbeCurve> => {
      hooks.onTraining?.(`${count} modalities: ${name}`);
      const single = { ...singleMember(configuration, configuration.seed), unimodalWeight };
      return probeCurve(prepareRun(some, single), modality, hooks);
    };
    const prefix = await curve('through the fusion alone', 0);
    const baseline = await curve('with heads of their own', count);
    points.push({ modalities: order.slice(0, count), prefix, baseline, gap: gapOf(prefix, baseline) });
  }
  return { modality, points };
}

async function probeCurve(
  run: PreparedRun,
  modality: ModalityName,
  hooks: ExperimentHooks,
): Promise<ProbeCurve> {
  const curve: { training: number[]; validation: number[] } = { training: [], validation: [] };
  const probe = (state: ModelState): void => {
    const m = run.inputs.modalities.indexOf(modality);
    const filling = { table: ownSources(run.inputs.modalities.length), lends: 'latent' } as const;
    const of = (rows: Int32Array) =>
      representationsOf(state, { inputs: run.inputs, rows }, filling).encodings[m];
    const [training, validation] = [of(run.trainingRows), of(run.validationRows)];
    if (training === undefined || validation === undefined) return;
    const result = probeModality(run, m, { training, validation });
    if (!isDefined(result)) return;
    curve.training.push(result.value.trainingLoss);
    curve.validation.push(result.value.validationLoss);
  };
  await trainAndInspect(run, hooks, () => undefined, probe);
  return curve;
}

function gapOf(prefix: ProbeCurve, baseline: ProbeCurve): PrefixPoint['gap'] {
  if (prefix.training.length === 0 || baseline.training.length === 0) {
    return { undefined: 'the modality cannot be probed: too few encounters have it, or one class only' };
  }
  return {
    value: {
      training: Math.min(...prefix.training) - Math.min(...baseline.training),
      validation: Math.min(...prefix.validation) - Math.min(...baseline.validation),
    },
  };
}
