import { ModelError } from '../errors.ts';
import { AUROC, auroc } from '../metrics/auroc.ts';
import type { Reasons } from '../metrics/reasons.ts';
import { isDefined, notAssessed } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { firstLayersOf } from '../network/inputs.ts';
import { memberLogits, type WeightedNetwork } from '../network/forward.ts';
import { LoadedModel } from '../prediction/loaded-model.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { Filling } from '../substitution/filling.ts';
import { ownSources } from '../substitution/source-table.ts';
import { scaleToCohort } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import { ModelState } from '../training/model-state.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { diagnosedData, type DiagnosedData } from './diagnosed-data.ts';
import { diagnoseNetwork, type NetworkDiagnosis } from './diagnose-network.ts';
import { type ModalityProbe, probeModality } from './modality-probes.ts';
import { collapsedModality, modalityStanding, type Standing } from './modality-standing.ts';
import { type Representations, representationsOf } from './representations.ts';
import { type Separation, separationOf } from './separation.ts';

/** What joint training made of one modality. */
export interface ModalityLearning {
  /** AUROC of its encoding alone, from training, with its interval. */
  readonly strength: number | null;
  readonly standing: Standing;
  /** AUROC lost when the modality is masked, on validation encounters. */
  readonly reliance: number | null;
  /** The modality that the model has eliminated. */
  readonly collapsed: boolean;
  /** Cross-entropy of a linear probe on its frozen encoding `z`: the prefix of method.md 5.6. */
  readonly prefixLoss: { readonly training: number; readonly validation: number } | null;
  /** AUROC of a linear probe on the output `u` of its encoder, and of an encoder that was never trained. */
  readonly encoderAuroc: number | null;
  readonly untrainedAuroc: number | null;
}

export interface ModelDiagnosis extends NetworkDiagnosis {
  readonly trainingRows: number;
  readonly validationRows: number;
  readonly validationPositives: number;
  readonly separation: Separation;
  readonly learning: Readonly<Partial<Record<ModalityName, ModalityLearning>>>;
}

/**
 * Looks into the networks of a trained model: rank, similarity, variance inflation, polysemanticity, separation of modalities, and what
 * became of each. Probes are fitted on training encounters, figures are of validation encounters. No network is trained.
 * @param reasons where undefined figures say why.
 * @throws {ModelError} `configuration` for logistic experts alone; `serialization`, and those of `diagnosedData`.
 * @see method.md 5 and 7
 */
export function diagnoseModel(trained: TrainedModel, dataset: Dataset, reasons: Reasons): ModelDiagnosis {
  if (trained.experts?.share === 1)
    throw new ModelError('configuration', 'expected a model with networks, got logistic experts alone');
  const model = new LoadedModel(trained);
  try {
    const data = diagnosedData(dataset, trained);
    const filling = fillingOf(model);
    const of = (rows: Int32Array): Representations =>
      representationsOf(model, { inputs: data.inputs, rows }, filling);
    const both = { training: of(data.trainingRows), validation: of(data.validationRows) };
    const positives = data.validationRows.reduce((sum, row) => sum + (data.labels[row] ?? 0), 0);
    return {
      trainingRows: data.trainingRows.length,
      validationRows: data.validationRows.length,
      validationPositives: positives,
      ...diagnoseNetwork(model, data, both.validation, reasons),
      separation: separationOf(model, data, both, reasons),
      learning: learningOf(model, data, both, reasons),
    };
  } finally {
    model.dispose();
  }
}

/** What fills missing slots in the model as it is deployed. */
function fillingOf(model: LoadedModel): Filling {
  const table =
    model.model.policy === 'ebr'
      ? model.rankedSources
      : ownSources(model.model.modalities.length, model.silent);
  return { table, lends: 'latent' };
}

type Both = { readonly training: Representations; readonly validation: Representations };

function learningOf(
  model: LoadedModel,
  data: DiagnosedData,
  { training, validation }: Both,
  reasons: Reasons,
): ModelDiagnosis['learning'] {
  const { modalities, strength } = model.model;
  const untrained = untrainedRepresentations(model, data);
  const reliance = relianceOf(model, data, reasons);
  const standings = modalities.map((name) => modalityStanding(strength[name]?.interval ?? null));
  const collapsed = collapsedModality(
    modalities.map((name, m) => ({
      strength: strength[name]?.auroc ?? null,
      reliance: reliance[m] ?? null,
      standing: standings[m] ?? 'notAssessed',
    })),
  );
  const aurocOf = (metric: string, probe: ModalityProbe | null): number | null =>
    probe === null ? null : reasons.valueOf(metric, probe.validationAuroc);
  return Object.fromEntries(
    modalities.map((name, m): [ModalityName, ModalityLearning] => {
      const probe = (what: string, part: 'encodings' | 'unimodal', of: Both): ModalityProbe | null => {
        const [fit, held] = [of.training[part][m], of.validation[part][m]];
        return fit === undefined || held === undefined
          ? null
          : reasons.valueOf(
              `${what} of ${name}`,
              probeModality(data, m, { training: fit, validation: held }),
            );
      };
      const prefix = probe('prefix', 'encodings', { training, validation });
      return [
        name,
        {
          strength: strength[name]?.auroc ?? null,
          standing: standings[m] ?? 'notAssessed',
          reliance: reliance[m] ?? null,
          collapsed: m === collapsed,
          prefixLoss:
            prefix === null ? null : { training: prefix.trainingLoss, validation: prefix.validationLoss },
          encoderAuroc: aurocOf(`encoder of ${name}`, probe('encoder', 'unimodal', { training, validation })),
          untrainedAuroc: aurocOf(
            `untrained encoder of ${name}`,
            probe('untrained encoder', 'unimodal', untrained),
          ),
        },
      ];
    }),
  );
}

/** Representations of networks of the same shape that were never trained: the floor of every probe. */
function untrainedRepresentations(model: LoadedModel, data: DiagnosedData): Both {
  const { configuration, modalities, trainingEncounters } = model.model;
  const scaled = scaleToCohort(configuration, trainingEncounters);
  const random = RandomStream.fromSeed(configuration.seed).fork('untrained');
  const state = ModelState.initial(
    createNetwork(scaled, modalities.length, { firstLayers: firstLayersOf(model.model) }),
    1,
    random,
    0,
  );
  try {
    const filling = { table: ownSources(modalities.length), lends: 'latent' } as const;
    const of = (rows: Int32Array): Representations =>
      representationsOf(state, { inputs: data.inputs, rows }, filling);
    return { training: of(data.trainingRows), validation: of(data.validationRows) };
  } finally {
    state.dispose();
  }
}

/** AUROC lost on validation encounters when each modality is masked; one that has nothing else keeps its score. */
function relianceOf(model: LoadedModel, data: DiagnosedData, reasons: Reasons): (number | null)[] {
  const { inputs, labels, validationRows } = data;
  const M = inputs.modalities.length;
  const truth = Array.from(validationRows, (row) => labels[row] ?? 0);
  const few = notAssessed(
    AUROC,
    truth.reduce((sum, label) => sum + label, 0),
  );
  if (few !== null) {
    reasons.undefined.push({ metric: 'reliance', reason: few });
    return inputs.modalities.map(() => null);
  }
  const { used } = asRecorded(inputs, validationRows);
  const full = meanMemberLogits(model, data, used);
  return inputs.modalities.map((name, m) => {
    const without = used.map((bit, i) => (i % M === m ? 0 : bit));
    const masked = meanMemberLogits(model, data, without).map((logit, i) =>
      without.subarray(i * M, (i + 1) * M).includes(1) ? logit : (full[i] ?? logit),
    );
    const [all, rest] = [auroc(truth, full), auroc(truth, masked)];
    return isDefined(all) && isDefined(rest)
      ? all.value - rest.value
      : reasons.valueOf(`reliance on ${name}`, isDefined(all) ? rest : all);
  });
}

function meanMemberLogits(
  model: WeightedNetwork & LoadedModel,
  { inputs, validationRows }: DiagnosedData,
  used: Uint8Array,
): Float64Array {
  const rows = Array.from({ length: model.members }, () => ({ rows: validationRows, used }));
  const logits = memberLogits(model, { inputs, rows, filling: fillingOf(model) });
  return Float64Array.from(
    validationRows,
    (_, i) => logits.reduce((sum, own) => sum + (own[i] ?? 0), 0) / logits.length,
  );
}
