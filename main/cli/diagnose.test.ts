import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { byModality, metric, undefinedMetric } from '../api/common.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { runTraining } from '../training/run-training.ts';

const folder = temporaryFolder();
const bundle = path.join(folder, 'bundle');
const EPOCHS = 4;
let home: string;
let database: string;

const rank = z.strictObject({
  rows: z.number(),
  width: z.number(),
  effective: metric,
  numerical: z.number(),
});
const curve = z
  .strictObject({
    losses: z.array(z.number()),
    mean: z.number(),
    e90: z.number(),
    plateaus: z.array(z.number()),
  })
  .nullable();
const report = z.strictObject({
  model: z.string(),
  task: z.string(),
  encoders: z.string(),
  fusion: z.string(),
  members: z.number(),
  trainingRows: z.number(),
  validationRows: z.number(),
  validationPositives: z.number(),
  rank,
  modalities: byModality(
    z.strictObject({ rank, similarity: metric, similarityDebiased: metric, capacity: metric }),
  ),
  varianceInflation: z.strictObject({
    mean: metric,
    dropped: z.number(),
    leftOut: z.number(),
    rank: z.number(),
  }),
  blockEntropy: metric,
  separation: z.strictObject({
    adversary: z.strictObject({ accuracy: metric, loss: z.number() }).nullable(),
    linearProbe: metric,
    mlpProbe: metric,
    varianceShare: metric,
    chance: z.strictObject({ accuracy: z.number(), loss: z.number() }).nullable(),
  }),
  learning: byModality(
    z.strictObject({
      strength: metric,
      standing: z.enum(['alive', 'dead', 'notAssessed']),
      reliance: metric,
      collapsed: z.boolean(),
      prefixLoss: z.strictObject({ training: z.number(), validation: z.number() }).nullable(),
      encoderAuroc: metric,
      untrainedAuroc: metric,
    }),
  ),
  lossDynamics: z.strictObject({ training: curve, validation: curve }),
  undefined: z.array(undefinedMetric),
});

const figures = z.array(metric);
const gap = z.strictObject({ value: z.number(), interval: z.tuple([z.number(), z.number()]).nullable() });
const trained = z.strictObject({
  trainings: z.number(),
  modality: z.string(),
  beta: z.strictObject({
    rows: z.number(),
    points: z.array(
      z.strictObject({
        beta: z.number(),
        effective: metric,
        numerical: z.number(),
        similarity: byModality(metric),
      }),
    ),
    unimodal: z.strictObject({ effective: metric, numerical: z.number() }),
    below: metric,
    largestDrop: z.tuple([z.number(), z.number()]).nullable(),
  }),
  competition: z.strictObject({
    seeds: z.number(),
    modalities: byModality(
      z.strictObject({
        joint: figures,
        alone: figures,
        ratio: figures,
        verdicts: z.array(z.enum(['learned', 'partly', 'lost']).nullable()),
        learnedIn: z.number(),
        of: z.number(),
      }),
    ),
    gap: gap.nullable(),
    gapToEnsemble: gap.nullable(),
  }),
  polysemanticity: z
    .strictObject({ loss: z.number(), heldOutAccuracy: z.number(), neurons: z.number() })
    .nullable(),
  undefined: z.array(undefinedMetric),
});

beforeAll(async () => {
  ({ home, database } = await importSynthetic(folder, { admissions: 1_000, seed: 4 }));
  const request = {
    ...QUICK,
    task: 'readmission-15d',
    fusion: 'concat',
    settings: { epochs: EPOCHS },
  } as const;
  await runTraining({ database, request, output: bundle }, { signal: NEVER });
});

const lacuna = (...args: string[]): Promise<Ended> =>
  runLacuna(['diagnose', '--model', bundle, ...args], { home });

const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';

describe('diagnose', () => {
  it('looks into a model without training anything', async () => {
    const diagnosis = documentOf(await lacuna('--database', database, '--json'), report);
    expect(diagnosis).toMatchObject({
      task: 'readmission-15d',
      encoders: 'ebr',
      fusion: 'concat',
      members: 1,
    });
    expect(diagnosis.rank.rows).toBe(diagnosis.validationRows);
    expect(diagnosis.rank.effective).toBeLessThanOrEqual(diagnosis.rank.width);
    expect(diagnosis.separation.linearProbe).toBeGreaterThan(diagnosis.separation.chance!.accuracy);
    expect(diagnosis.separation.adversary).not.toBeNull();
    expect(diagnosis.blockEntropy).toBeGreaterThan(0);
    expect(diagnosis.blockEntropy).toBeLessThanOrEqual(1);
    expect(Object.keys(diagnosis.modalities)).toEqual(Object.keys(diagnosis.learning));
    for (const { similarity } of Object.values(diagnosis.modalities)) {
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThan(1);
    }
    for (const { prefixLoss } of Object.values(diagnosis.learning))
      expect(prefixLoss!.training).toBeLessThan(Math.LN2);
  });

  it('reads the losses of the run that made the model', async () => {
    const { lossDynamics } = documentOf(await lacuna('--database', database, '--json'), report);
    expect(lossDynamics.training!.losses).toHaveLength(EPOCHS);
    const { losses, mean } = lossDynamics.training!;
    expect(mean).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / EPOCHS, 12);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
  });

  it('says the same in words', async () => {
    const { code, stdout } = await lacuna('--database', database);
    expect(code).toBe(0);
    expect(stdout).toMatch(/rank of the fused representation: effective \d+\.\d{2}, numerical \d+ of 32/);
    expect(stdout).toMatch(/^labs +\d+\.\d{2} +0\.\d{3} /m);
    expect(stdout).toMatch(new RegExp(`training loss over ${EPOCHS} epochs`));
  });

  it.skipIf(!FULL)(
    'trains what needs training, and says how many networks first (in test:full)',
    async () => {
      const ended = await lacuna(
        '--database',
        database,
        '--train',
        'beta,competition,polysemanticity',
        '--seeds',
        '1',
        '--modality',
        'labs',
        '--json',
      );
      expect(ended.stderr).toMatch(/^19 networks are trained/);
      const { experiments } = documentOf(ended, report.extend({ experiments: trained }));
      expect(experiments).toMatchObject({ trainings: 19, modality: 'labs' });
      expect(experiments.beta.points.map(({ beta }) => beta)).toEqual([0, 2, 4, 6, 8]);
      expect(experiments.beta.unimodal.effective).toBeGreaterThan(1);
      expect(experiments.competition.seeds).toBe(1);
      expect(experiments.polysemanticity!.neurons).toBe(32);
      expect(experiments.polysemanticity!.loss).toBeGreaterThan(0);
      expect(Object.values(experiments.competition.modalities)).toHaveLength(6);
    },
  );

  it('refuses two modalities to look at, and an experiment that it does not know', async () => {
    const two = await lacuna('--database', database, '--modality', 'labs,notes', '--json');
    expect(errorOf(two)).toMatchObject({ code: 'usage', exit: 2 });
    const unknown = await lacuna('--database', database, '--train', 'alchemy', '--json');
    expect(errorOf(unknown)).toMatchObject({ code: 'usage', exit: 2 });
  });

  it('refuses a database without the cohort, and a bundle that is not there, by name', async () => {
    const empty = path.join(folder, 'other');
    const { database: other } = await importSynthetic(empty, { admissions: 3, seed: 1 });
    const nobody = await lacuna('--database', other, '--json');
    expect(errorOf(nobody)).toMatchObject({ code: 'cohort_empty', exit: 1 });
    const missing = await runLacuna(['diagnose', '--model', 'nowhere', '--database', database, '--json'], {
      home,
    });
    expect(errorOf(missing)).toMatchObject({ code: 'bundle_not_found', exit: 1 });
  });
});
