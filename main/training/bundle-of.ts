import { randomUUID } from 'node:crypto';
import { encodeBundle } from '../../models/bundle/bundle.ts';
import { modelCard } from '../../models/bundle/card.ts';
import type { BundleManifest } from '../../models/bundle/manifest.ts';
import { cutInTraining } from '../../models/features/inputs-cut.ts';
import { numFeatures } from '../../models/features/vectorize.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';
import { cohortSpec, type CohortSpec } from '../api/common.ts';
import type { TrainingRequest } from '../api/services.ts';
import { bundleHash, type BundleFiles } from '../bundles/bundle-files.ts';
import type { EngineInfo } from '../engine/load-engine.ts';
import { cohortInWords } from '../records/cohorts/cohort-in-words.ts';
import { defineCohort } from '../records/cohorts/cohort-definition.ts';
import { LABEL_CARDS } from '../records/cohorts/label-card-texts.ts';
import type { OpenRun } from './finish-run.ts';
import type { FittedScores } from './fit-model.ts';
import type { SearchRecord } from './search-run.ts';
import { version } from '../system/version.ts';
import { sentence } from '../../models/wording.ts';

export type BundleScores = BundleManifest['test'];

export interface BundleParts {
  readonly run: OpenRun;
  readonly trained: TrainedModel;
  readonly scores: FittedScores;
  readonly engine: EngineInfo;
  readonly synthetic: boolean;
  /** What was tried before; `null` = nothing was. */
  readonly search: SearchRecord | null;
}

export interface MadeBundle {
  readonly files: BundleFiles;
  readonly manifest: BundleManifest;
  readonly hash: string;
}

/** A trained, calibrated and scored model as the files of its bundle. */
export function bundleOf(parts: BundleParts): MadeBundle {
  const { run, trained, scores, engine, synthetic, search } = parts;
  const { request, prepared } = run;
  const features = numFeatures(prepared.vectorizers);
  const about = {
    id: randomUUID(),
    name: request.name ?? `${LABEL_CARDS[request.task].title}, ${kindOf(trained)}`,
    createdAt: new Date().toISOString(),
    lacuna: version,
    engine,
    cohort: cohortOf(request),
    synthetic,
    dataFingerprint: prepared.fingerprint,
    features: Object.fromEntries(trained.modalities.map((modality) => [modality, features[modality]])),
    calibration: mutable(scores.calibration),
    calibrationReference: mutable(scores.reference),
    validation: mutable(scores.validation),
    test: mutable(scores.test),
    ...(search === null ? {} : { search: mutable(search) }),
    warnings: [...cutInTraining(prepared.vectorizers), ...trained.warnings, ...scores.calibration.warnings],
  };
  const { files, manifest } = encodeBundle({
    about,
    model: trained,
    vectorizers: prepared.vectorizers,
    card: cardOf(parts, about),
  });
  return { files, manifest, hash: bundleHash(files) };
}

/** What tells a model from others by its name. */
function kindOf({ experts, configuration }: TrainedModel): string {
  return experts?.share === 1 ? 'logistic experts' : configuration.encoders;
}

/** The cohort as it was asked for, with label policy and timing said even where they were left to their default. */
function cohortOf(request: TrainingRequest): CohortSpec & { readonly timing: string } {
  const { labels, timing } = defineCohort(request);
  return { ...cohortSpec.strip().parse(request), labels, timing };
}

function cardOf(
  { run, trained, scores, synthetic, search }: BundleParts,
  about: Pick<BundleManifest, 'id' | 'name' | 'createdAt' | 'dataFingerprint' | 'warnings'> & {
    readonly cohort: { readonly timing: string };
  },
): string {
  const card = LABEL_CARDS[run.request.task];
  const { calibration } = scores;
  return modelCard({
    ...about,
    lacuna: version,
    synthetic,
    task: card,
    predictionTime: card.predictionTime,
    timing: about.cohort.timing,
    excluded: card.excluded,
    cohort: {
      choices: cohortInWords(cohortSpec.strip().parse(run.request)),
      attrition: run.prepared.attrition,
    },
    caveats: card.caveats,
    encoders: trained.configuration.encoders,
    expertShare: trained.experts?.share ?? 0,
    remarks: trained.remarks,
    fusion: trained.configuration.fusion,
    policy: trained.policy,
    modalities: trained.modalities,
    leftOut: trained.leftOut,
    strength: trained.strength,
    training: { encounters: trained.trainingEncounters, positives: trained.trainingPositives },
    calibration: sentence`${calibration.method}, slope ${calibration.slope.toFixed(3)}, ${calibration.positives} events`,
    validation: scores.validation,
    test: scores.test,
    search,
    seed: trained.configuration.seed,
  });
}

/** The manifest's types are mutable; a copy keeps the readonly parts of the library as they are. */
function mutable<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>;
}

type Mutable<T> = T extends readonly [infer A, infer B]
  ? [A, B]
  : T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
      : T;
