import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { fitVectorizers } from '../features/vectorizers.ts';
import { code, evidence, lab } from '../testing/evidence.ts';
import { resolveConfiguration } from '../training/configuration.ts';
import { LATER_SETTINGS } from '../training/later-settings.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { decodeBundle, encodeBundle, type BundleContent } from './bundle.ts';
import { type CardContent, modelCard } from './card.ts';
import { BUNDLE_SCHEMA_VERSION } from './manifest.ts';
import { manifestDigest } from './manifest-digest.ts';

const vectorizers = fitVectorizers(
  Array.from({ length: 20 }, (_, i) =>
    evidence(`e${i}`, { diagnoses: [code('ICD10CM', 'I509')], labs: [lab('MIMIC-LAB:50971', i)] }),
  ),
);

const square = [
  [1, null],
  [null, 1],
];
const model: TrainedModel = {
  firstLayers: { notes: { kind: 'bag', width: 3, columns: 7 } },
  version: 1,
  configuration: resolveConfiguration('quick'),
  modalities: ['labs', 'diagnoses'],
  leftOut: [{ modality: 'notes', reason: 'present in 3 training encounters' }],
  projections: {
    labs: {
      columns: 3,
      components: 2,
      mean: Float32Array.of(0.1, -2, 3e-7),
      rotation: Float32Array.of(1, 2, 3, 4, 5, 6),
      scale: 0.123456789012345,
    },
    diagnoses: { columns: 1, components: 2, mean: Float32Array.of(0.5), rotation: null, scale: 2 },
  },
  weights: { 'f/labs': { shape: [2, 2], values: Float32Array.of(1, -1, 0.5, Math.fround(Math.PI)) } },
  experts: {
    share: 1 / 3,
    prior: -2.3,
    experts: { labs: { weights: Float32Array.of(0.1, -0.2, 3), intercept: -1.987654321 } },
  },
  statistics: { mean: { shape: [2], values: Float32Array.of(0, -0) } },
  similarity: {
    centredCosine: square,
    cosine: square,
    cka: square,
    encoderCosine: square,
    pairs: [
      [20, 12],
      [12, 12],
    ],
    reference: 'labs',
    ranked: ['labs', 'diagnoses'],
  },
  strength: { labs: { auroc: 0.7, interval: [0.65, 0.75] }, diagnoses: { auroc: null, interval: null } },
  dead: [],
  baseRate: 0.09,
  policy: 'ebr',
  trainingEncounters: 20,
  trainingPositives: 2,
  epochs: 10,
  bestEpochs: [7],
  remarks: ['labs was taught by diagnoses'],
  warnings: ['few positives'],
};

const scores = {
  auroc: 0.71,
  auprc: 0.2,
  intervals: { auroc: [0.6, 0.8] as [number, number], auprc: null },
  undefined: [],
};
const content: BundleContent = {
  about: {
    id: 'm1',
    name: 'Mortality',
    createdAt: '2025-01-01T00:00:00.000Z',
    lacuna: '0.1.0',
    engine: { name: 'cpu', device: 'cpu', version: '1' },
    cohort: { task: 'mortality-90d', timing: 'retrospective' },
    synthetic: true,
    dataFingerprint: 'abc',
    features: { labs: 3, diagnoses: 1 },
    calibration: {
      method: 'identity',
      slope: 1,
      intercept: 0,
      notUsed: [0, 0],
      encounters: 4,
      positives: 1,
      warnings: ['not calibrated'],
    },
    calibrationReference: { logits: [-1, 2], labels: [0, 1] },
    validation: scores,
    test: scores,
    warnings: [],
  },
  model,
  vectorizers,
  card: '# Mortality\n\nAge ≥ 18.',
};
const { files } = encodeBundle(content);

function withFile(name: string, change: (bytes: Uint8Array) => Uint8Array | null): Map<string, Uint8Array> {
  const changed = new Map(files);
  const bytes = change(files.get(name)!.slice());
  if (bytes === null) changed.delete(name);
  else changed.set(name, bytes);
  return changed;
}

function errorOf(broken: ReadonlyMap<string, Uint8Array>): ModelError {
  try {
    decodeBundle(broken);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('decoded a broken bundle');
}

const rewriteManifest = (change: (manifest: Record<string, unknown>) => void): Map<string, Uint8Array> =>
  withFile('manifest.json', (bytes) => {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    change(manifest);
    return new TextEncoder().encode(JSON.stringify(manifest));
  });

describe('a bundle', () => {
  test('holds a manifest, weights, vectorizers and a card', () => {
    expect([...files.keys()].sort()).toEqual([
      'card.md',
      'manifest.json',
      'vectorizers.json',
      'weights.safetensors',
    ]);
  });

  test('gives back the model bit by bit', () => {
    const decoded = decodeBundle(files);
    expect(decoded.model).toEqual(model);
    expect(decoded.vectorizers).toEqual(vectorizers);
    expect(decoded.card).toBe(content.card);
    expect(decoded.manifest).toMatchObject(content.about);
  });

  test('is the same bytes for the same content', () => {
    expect(encodeBundle(content).files).toEqual(files);
  });
});

describe('a damaged bundle names the file', () => {
  test.each(['weights.safetensors', 'vectorizers.json', 'card.md'])('one bit of %s', (name) => {
    const error = errorOf(
      withFile(name, (bytes) => {
        bytes[bytes.length - 1]! ^= 1;
        return bytes;
      }),
    );
    expect(error.code).toBe('serialization');
    expect(error.message).toContain(name);
  });

  test.each(['manifest.json', 'weights.safetensors', 'vectorizers.json', 'card.md'])(
    '%s is missing',
    (name) => {
      const error = errorOf(withFile(name, () => null));
      expect(error.code).toBe('serialization');
      expect(error.message).toContain(name);
    },
  );

  test('a manifest that is no JSON, or of another form', () => {
    expect(errorOf(withFile('manifest.json', (bytes) => bytes.subarray(0, 40))).message).toContain(
      'manifest.json',
    );
    const error = errorOf(rewriteManifest((manifest) => delete manifest['calibration']));
    expect(error.message).toContain('calibration');
  });

  test('a manifest of the right form in which a figure was changed', () => {
    const error = errorOf(
      rewriteManifest((manifest) => {
        (manifest['network'] as Record<string, unknown>)['baseRate'] = 0.19;
      }),
    );
    expect(error.code).toBe('serialization');
    expect(error.message).toContain('manifest.json was changed');
  });

  test('a tensor that the manifest needs is not there', () => {
    const { files: other } = encodeBundle({
      ...content,
      model: {
        ...model,
        projections: { ...model.projections, labs: { ...model.projections.labs!, rotation: null } },
      },
    });
    const mixed = new Map(other);
    const network = (
      JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as Record<string, unknown>
    )['network'];
    const manifest = JSON.parse(new TextDecoder().decode(other.get('manifest.json'))) as Record<
      string,
      unknown
    >;
    const changed = { ...manifest, network };
    const digest = manifestDigest(changed);
    mixed.set('manifest.json', new TextEncoder().encode(JSON.stringify({ ...changed, digest })));
    expect(errorOf(mixed).message).toContain('projections/labs/rotation');
  });

  test('a bundle of the first schema is read as it was', () => {
    const first = rewriteManifest((manifest) => {
      manifest['schemaVersion'] = 1;
      // What came with later schemas was not there.
      const network = manifest['network'] as {
        remarks?: unknown;
        experts?: unknown;
        configuration: Record<string, unknown>;
      };
      delete network.remarks;
      delete network.experts;
      for (const name of Object.keys(LATER_SETTINGS)) delete network.configuration[name];
      manifest['digest'] = manifestDigest(manifest);
    });
    const { manifest, model: read } = decodeBundle(first);
    expect(manifest.schemaVersion).toBe(1);
    expect(read.configuration).toEqual({ ...model.configuration, ...LATER_SETTINGS });
    expect(read.remarks).toEqual([]);
    expect(read.experts).toBeNull();
  });

  test('a later schema is refused by name, before anything else is read', () => {
    const newer = rewriteManifest((manifest) => {
      manifest['schemaVersion'] = BUNDLE_SCHEMA_VERSION + 1;
      delete manifest['network'];
    });
    expect(errorOf(newer).code).toBe('bundle_newer');
  });
});

describe('the card', () => {
  const rung = { epochs: 2, loss: 0.3, auroc: 0.7, aurocHalfMissing: null, seconds: 1 };
  const search = {
    chosen: 2,
    trials: [
      { trial: 1, settings: {}, seed: 1, rungs: [rung], outcome: 'dropped', reason: 'place 2 of 2' },
      {
        trial: 2,
        settings: { dropout: 0.3 },
        seed: 1,
        rungs: [rung, { ...rung, epochs: 6, loss: 0.21 }],
        outcome: 'chosen',
        reason: null,
      },
    ],
  } as const;
  const about: CardContent = {
    ...content.about,
    search,
    task: { title: '90-day mortality', positive: 'death within 90 days', negative: 'alive' },
    predictionTime: 'discharge',
    timing: 'retrospective',
    excluded: ['under 18'],
    cohort: {
      choices: ['split by time, test from 2017'],
      attrition: [
        { step: 'all admissions', left: 90 },
        { step: 'with a diagnosis in this stay: cardiac|shock', left: 20 },
      ],
    },
    caveats: ['one year of follow-up'],
    encoders: 'ebr',
    expertShare: 0,
    remarks: model.remarks,
    fusion: 'gated',
    policy: 'ebr',
    modalities: model.modalities,
    leftOut: model.leftOut,
    strength: model.strength,
    training: { encounters: 20, positives: 2 },
    calibration: 'identity',
    seed: 1,
  };
  const card = modelCard(about);
  test('says what the model is made of', () => {
    expect(card).toContain('Encoders `ebr`, fusion `gated`, a missing modality handled by `ebr`.');
    expect(card).not.toContain('logistic');
    const blended = modelCard({ ...about, expertShare: 1 / 3 });
    expect(blended).toContain('Encoders `ebr`');
    expect(blended).toContain('with 0.33 of the say: a ridge logistic regression for each modality');
    const alone = modelCard({ ...about, expertShare: 1 });
    expect(alone).toContain('Logistic experts: a ridge logistic regression for each modality');
    expect(alone).not.toContain('Encoders');
  });

  test('says what it is for, with intervals, and what is not assessed', () => {
    expect(card).toContain('Research use only');
    expect(card).toContain('synthetic records');
    expect(card).toContain('It cannot be run at the bedside');
    expect(card).toContain('| test | 0.710 (0.600 to 0.800) | 0.200 |');
    expect(card).toContain('- split by time, test from 2017');
    expect(card).toContain('| with a diagnosis in this stay: cardiac\\|shock | 20 |');
    expect(card).toContain('| diagnoses | not assessed |');
    expect(card).toContain('notes: present in 3 training encounters');
    expect(card).toContain('- labs was taught by diagnoses');
    expect(card).toContain('20 training encounters, 2 positive (10.0 %)');
  });

  test('says what was tried, the best first', () => {
    expect(card).toContain('2 settings were tried');
    expect(card).toContain('trial 2 was trained as this model');
    const rows = card.split('\n').filter((line) => /^\| \d /.test(line));
    expect(rows).toEqual([
      '| 2 | dropout 0.3 | 6 | 0.2100 | chosen |',
      '| 1 | none: as asked for | 2 | 0.3000 | dropped |',
    ]);
  });
});
