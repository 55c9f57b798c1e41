import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { Vectorizers } from '../features/vectorizers.ts';
import { vectorizersSchema } from '../features/vectorizers-schema.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { bundleManifest, BUNDLE_SCHEMA_VERSION, type BundleManifest } from './manifest.ts';
import { manifestDigest } from './manifest-digest.ts';
import { putTogether, takeApart } from './network-tensors.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import { sentence, worded } from '../wording.ts';

const MANIFEST = 'manifest.json';
const WEIGHTS = 'weights.safetensors';
const VECTORIZERS = 'vectorizers.json';
const CARD = 'card.md';
/** The files of a bundle. */
export const BUNDLE_FILES = [MANIFEST, WEIGHTS, VECTORIZERS, CARD] as const;

export interface BundleContent {
  /** All of the manifest but what follows from the rest. */
  readonly about: Omit<BundleManifest, 'schemaVersion' | 'network' | 'files' | 'digest'>;
  readonly model: TrainedModel;
  readonly vectorizers: Vectorizers;
  /** Markdown. */
  readonly card: string;
}

export interface DecodedBundle {
  readonly manifest: BundleManifest;
  readonly model: TrainedModel;
  readonly vectorizers: Vectorizers;
  readonly card: string;
}

/** A bundle as files by name: manifest, weights, vectorizers and card, all data and no code. */
export function encodeBundle(content: BundleContent): {
  files: Map<string, Uint8Array>;
  manifest: BundleManifest;
} {
  const { state, tensors } = takeApart(content.model);
  const files = new Map<string, Uint8Array>([
    [WEIGHTS, encodeSafetensors(tensors)],
    [VECTORIZERS, utf8ToBytes(JSON.stringify(content.vectorizers))],
    [CARD, utf8ToBytes(content.card)],
  ]);
  const hashes = [...files].map(([name, bytes]): [string, string] => [name, bytesToHex(sha256(bytes))]);
  const unsigned = unsignedManifest.parse({
    ...content.about,
    schemaVersion: BUNDLE_SCHEMA_VERSION,
    network: state,
    files: Object.fromEntries(hashes),
  });
  const manifest = { ...unsigned, digest: manifestDigest(unsigned) };
  files.set(MANIFEST, utf8ToBytes(`${JSON.stringify(manifest, null, 2)}\n`));
  return { files, manifest };
}

/**
 * Checks and reads a bundle.
 * @throws {ModelError} `bundle_newer` for a later schema, `serialization` naming the file that is missing or damaged.
 */
export function decodeBundle(files: ReadonlyMap<string, Uint8Array>): DecodedBundle {
  const manifest = readManifest(fileOf(files, MANIFEST));
  for (const name of [WEIGHTS, VECTORIZERS, CARD]) {
    if (bytesToHex(sha256(fileOf(files, name))) !== manifest.files[name]) {
      throw new ModelError(
        'serialization',
        worded`${name} is not the file that the manifest names: its hash differs`,
      );
    }
  }
  const { tensors } = decodeSafetensors(fileOf(files, WEIGHTS));
  const vectorizers = vectorizersSchema.safeParse(parseJson(fileOf(files, VECTORIZERS), VECTORIZERS));
  if (!vectorizers.success)
    throw new ModelError('serialization', worded`${VECTORIZERS} does not have the expected form`);
  return {
    manifest,
    model: putTogether(manifest.network, tensors),
    vectorizers: vectorizers.data,
    card: new TextDecoder().decode(fileOf(files, CARD)),
  };
}

const unsignedManifest = bundleManifest.omit({ digest: true });
const versionOnly = z.looseObject({ schemaVersion: z.int() });

function readManifest(bytes: Uint8Array): BundleManifest {
  const value = parseJson(bytes, MANIFEST);
  const version = versionOnly.safeParse(value);
  if (version.success && version.data.schemaVersion > BUNDLE_SCHEMA_VERSION) {
    throw new ModelError(
      'bundle_newer',
      worded`the bundle has schema ${version.data.schemaVersion}, this version reads up to ${BUNDLE_SCHEMA_VERSION}`,
    );
  }
  const parsed = bundleManifest.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ModelError(
      'serialization',
      worded`${MANIFEST} does not have the expected form at ${where || sentence`its top`}`,
    );
  }
  if (manifestDigest(value as Record<string, unknown>) !== parsed.data.digest) {
    throw new ModelError(
      'serialization',
      worded`${MANIFEST} was changed after it was written: its digest differs`,
    );
  }
  return parsed.data;
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ModelError('serialization', worded`${name} is not JSON`, { cause });
  }
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw new ModelError('serialization', worded`the bundle has no ${name}`);
  return bytes;
}
