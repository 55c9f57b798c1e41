import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { metric, modalityName, undefinedMetric } from '../api/common.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { importSynthetic } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
let home: string;
let database: string;

const pair = z.strictObject({
  first: modalityName,
  second: modalityName,
  n: z.number(),
  correlations: z.tuple([z.number(), z.number()]),
  redundant: z.boolean(),
  ratio: metric,
  simulated: metric,
  agrees: z.boolean().nullable(),
  length: z.enum(['short', 'moderate', 'long']).nullable(),
  atDepth: z.array(z.strictObject({ initialNorm: z.number(), ratio: metric })),
  misAttribution: metric,
  contributions: z.tuple([z.number(), z.number()]).nullable(),
  superficial: z.boolean().nullable(),
});
const report = z.strictObject({
  task: z.string(),
  n: z.number(),
  network: z.strictObject({
    encoders: z.string(),
    fusion: z.string(),
    layers: z.number(),
    fusionLayer: z.number(),
    optimizer: z.string(),
  }),
  whitened: z.boolean(),
  applies: z.boolean(),
  order: z.array(z.strictObject({ modality: modalityName, ratio: z.number() })).nullable(),
  pairs: z.array(pair),
  statement: z.string(),
  advice: z.array(z.string()),
  undefined: z.array(undefinedMetric),
});

beforeAll(async () => {
  ({ home, database } = await importSynthetic(path.join(folder, 'study'), { admissions: 400, seed: 2 }));
});

const lacuna = (...args: string[]): Promise<Ended> =>
  runLacuna(['predict-phase', '--task', 'mortality-90d', '--database', database, ...args], { home });
const THREE = ['--modalities', 'demographics,labs,diagnoses'];

describe('predict-phase', () => {
  it('says who would be learned first, by how much, and beside it what a simulation says', async () => {
    const { pairs, order, network, applies } = documentOf(await lacuna(...THREE, '--json'), report);
    expect(network).toEqual({
      encoders: 'ebr',
      fusion: 'gated',
      layers: 9,
      fusionLayer: 7,
      optimizer: 'adamw',
    });
    expect(applies).toBe(false);
    expect(pairs).toHaveLength(3);
    for (const { correlations, ratio, contributions, superficial, simulated, agrees } of pairs) {
      const [a, b] = correlations;
      expect(a).toBeGreaterThanOrEqual(b);
      expect(ratio).toBeGreaterThanOrEqual(1);
      expect(agrees).toBe(Math.abs(simulated! / ratio! - 1) <= 0.15);
      expect(superficial).toBe(contributions![0] < contributions![1]);
    }
    expect(order![0]!.ratio).toBe(1);
    const ratios = order!.map(({ ratio }) => ratio);
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(order!.map(({ modality }) => modality).toSorted()).toEqual(['demographics', 'diagnoses', 'labs']);
  });

  it('follows the depth of the network and lets each modality be whitened', async () => {
    const late = ['--encoders', 'vanilla', '--fusion', 'late', '--whitened', '--preset', 'paper'];
    const { pairs, network, whitened, applies } = documentOf(
      await lacuna(...THREE, ...late, '--json'),
      report,
    );
    expect(network).toMatchObject({ layers: 3, fusionLayer: 3 });
    expect(whitened).toBe(true);
    expect(applies).toBe(true);
    for (const { atDepth, ratio, superficial } of pairs) {
      expect(superficial).toBe(false);
      for (const { ratio: same } of atDepth) expect(same).toBeCloseTo(ratio!, 12);
    }
  });

  it('says in words that it does not hold under Adam', async () => {
    const { stdout, code } = await lacuna(...THREE);
    expect(code).toBe(0);
    expect(stdout).toMatch(/learned in this order: \w+ 1\.00, /);
    expect(stdout).toMatch(/trains with Adam, under which it does not hold/);
  });

  it('refuses an unknown modality and a cohort that is not there by name', async () => {
    expect(errorOf(await lacuna('--modalities', 'genes', '--json'))).toMatchObject({
      code: 'unknown_modality',
    });
    const unknown = await lacuna('--source', 'elsewhere', '--json');
    expect(errorOf(unknown).code).toBe('not_found');
  });
});
