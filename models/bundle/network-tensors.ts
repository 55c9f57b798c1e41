import { ModelError } from '../errors.ts';
import type { Projection } from '../features/projection.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { LogisticExpert } from '../reference/logistic-experts.ts';
import type { NamedTensor, SharingExperts, TrainedModel } from '../training/trained-model.ts';
import type { BundleManifest } from './manifest.ts';
import { worded } from '../wording.ts';

type NetworkState = BundleManifest['network'];
type Tensors = Readonly<Record<string, NamedTensor>>;

const WEIGHTS = 'weights/';
const STATISTICS = 'statistics/';
const meanName = (modality: ModalityName): string => `projections/${modality}/mean`;
const rotationName = (modality: ModalityName): string => `projections/${modality}/rotation`;

const expertName = (modality: ModalityName): string => `experts/${modality}/weights`;

/** A trained model taken apart: its tensors, and the rest as JSON. */
export function takeApart(model: TrainedModel): {
  state: NetworkState;
  tensors: Record<string, NamedTensor>;
} {
  const { version: _version, projections, weights, statistics, experts, ...rest } = model;
  const tensors: Record<string, NamedTensor> = {
    ...prefixed(WEIGHTS, weights),
    ...prefixed(STATISTICS, statistics),
  };
  const states: NetworkState['projections'] = {};
  for (const [name, projection] of Object.entries(projections)) {
    const modality = name as ModalityName;
    const { columns, components, mean, rotation, scale } = projection;
    states[modality] = { columns, components, scale, rotated: rotation !== null };
    tensors[meanName(modality)] = { shape: [columns], values: mean };
    if (rotation !== null)
      tensors[rotationName(modality)] = { shape: [columns, components], values: rotation };
  }
  Object.assign(tensors, expertTensors(experts));
  const state = { ...rest, projections: states, experts: expertState(experts) };
  return { state: structuredClone(state) as NetworkState, tensors };
}

/** The inverse of {@link takeApart}. @throws {ModelError} `serialization` when a tensor is missing. */
export function putTogether(state: NetworkState, tensors: Tensors): TrainedModel {
  const projections: Partial<Record<ModalityName, Projection>> = {};
  for (const [name, projection] of Object.entries(state.projections)) {
    const modality = name as ModalityName;
    const { rotated, ...rest } = projection;
    projections[modality] = {
      ...rest,
      mean: required(tensors, meanName(modality)),
      rotation: rotated ? required(tensors, rotationName(modality)) : null,
    };
  }
  return {
    ...state,
    version: 1,
    projections,
    experts: expertsOf(state.experts, tensors),
    weights: withPrefix(WEIGHTS, tensors),
    statistics: withPrefix(STATISTICS, tensors),
  };
}

function expertState(experts: SharingExperts | null): NetworkState['experts'] {
  if (experts === null) return null;
  const { share, prior, experts: each } = experts;
  const intercepts = Object.entries(each).map(([modality, { intercept }]) => [modality, intercept]);
  return {
    share,
    prior,
    intercepts: Object.fromEntries(intercepts) as Partial<Record<ModalityName, number>>,
  };
}

function expertTensors(experts: SharingExperts | null): Record<string, NamedTensor> {
  const entries = Object.entries(experts?.experts ?? {}).map(([modality, { weights }]) => [
    expertName(modality as ModalityName),
    { shape: [weights.length], values: weights },
  ]);
  return Object.fromEntries(entries) as Record<string, NamedTensor>;
}

function expertsOf(state: NetworkState['experts'], tensors: Tensors): SharingExperts | null {
  if (state === null) return null;
  const { intercepts, ...rest } = state;
  const experts: Partial<Record<ModalityName, LogisticExpert>> = {};
  for (const [name, intercept] of Object.entries(intercepts)) {
    const modality = name as ModalityName;
    experts[modality] = { weights: required(tensors, expertName(modality)), intercept };
  }
  return { ...rest, experts };
}

function prefixed(prefix: string, tensors: Tensors): Record<string, NamedTensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));
}

function withPrefix(prefix: string, tensors: Tensors): Record<string, NamedTensor> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

function required(tensors: Tensors, name: string): Float32Array {
  const tensor = tensors[name];
  if (tensor === undefined) throw new ModelError('serialization', worded`the bundle has no tensor ${name}`);
  return tensor.values;
}
