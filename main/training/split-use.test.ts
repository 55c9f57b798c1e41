import { beforeAll, describe, expect, it } from 'vitest';
import { useCpuEngine } from '../../models/testing/cpu-engine.ts';
import { syntheticDataset } from '../../models/testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../../models/testing/tiny-run.ts';
import { type Dataset, type SplitName, SPLITS } from '../../models/training/dataset.ts';
import { splitUse } from '../../models/training/split-use.ts';
import { takeLabelled } from '../../models/training/subset.ts';
import { trainModel } from '../../models/training/train.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';
import { calibrateAndScore, type FittedScores } from './fit-model.ts';

beforeAll(useCpuEngine);

const DATA = syntheticDataset({ encounters: 1500 });
const CONFIGURATION = tinyConfiguration({ settings: { epochs: 2, members: 1 } });

/** The same encounters with every third label of a split turned round. */
function relabelled(split: SplitName): Dataset {
  const number = SPLITS.indexOf(split);
  const labels = DATA.labels.map((label, row) =>
    DATA.splits[row] === number && row % 3 === 0 ? 1 - label : label,
  );
  return { ...DATA, labels };
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? Array.from(part as Float32Array) : part,
  );

interface Outcome {
  readonly model: TrainedModel;
  readonly fitted: FittedScores;
}

/** What the purposes of a split decide, as text. */
const DECIDED = {
  fitting: ({ model }: Outcome) => textOf(model.weights),
  alignment: ({ model }: Outcome) => textOf(model.similarity.centredCosine),
  strength: ({ model }: Outcome) => textOf(model.strength),
  calibration: ({ fitted }: Outcome) => textOf(fitted.calibration),
  // They lie in the order of the risks, which follows from all else.
  support: ({ fitted }: Outcome) => textOf([...fitted.reference.labels].sort()),
  figures: ({ fitted }: Outcome) => textOf(fitted.test),
} as const;
type Decision = keyof typeof DECIDED;

async function outcomeOf(dataset: Dataset): Promise<Outcome> {
  const model = await trainModel(dataset, CONFIGURATION, tickingHooks());
  return { model, fitted: calibrateAndScore(model, dataset) };
}

describe('the use of the splits is as it is written down', () => {
  const use = splitUse(CONFIGURATION, false);
  let asIs: Outcome;
  beforeAll(async () => {
    asIs = await outcomeOf(DATA);
    expect(asIs.model.warnings.join()).toContain('too_few_positives');
  });

  /** Decisions that the labels of a split may change: those that rest on it, and what follows from them. */
  const FOLLOWS: Readonly<Record<Exclude<SplitName, 'train'>, readonly Decision[]>> = {
    // It ends the adversary and ranks the modalities while training, so that the weights hang on it too.
    validation: ['strength', 'fitting', 'alignment', 'calibration', 'figures'],
    calibration: ['calibration', 'support'],
    test: ['figures'],
  };

  it.each(['validation', 'calibration', 'test'] as const)('of %s', async (split) => {
    const other = await outcomeOf(relabelled(split));
    for (const decision of Object.keys(DECIDED) as Decision[]) {
      const changed = DECIDED[decision](other) !== DECIDED[decision](asIs);
      if (use[decision].includes(split)) expect([decision, changed]).toEqual([decision, true]);
      if (!FOLLOWS[split].includes(decision)) expect([decision, changed]).toEqual([decision, false]);
    }
  });

  it('and encounters of calibration and test are not read for weights or alignment, labelled or not', async () => {
    const rows = Int32Array.from(DATA.splits.keys()).filter((row) =>
      ['train', 'validation'].includes(SPLITS[DATA.splits[row]!]!),
    );
    const alone = await trainModel(takeLabelled(DATA, rows), CONFIGURATION, tickingHooks());
    expect(textOf(alone)).toBe(textOf(asIs.model));
  });
});

describe('splitUse', () => {
  const DESKTOP = {
    members: 5,
    bagging: true,
    earlyStopping: true,
    encoders: 'ebr',
    stopAdversary: true,
    expertShare: 0,
  } as const;

  it('chooses the epoch on held-out folds of an ensemble, on validation of one model, on nothing where there are too few', () => {
    expect(splitUse(DESKTOP, true)).toMatchObject({
      stopping: ['heldOutFolds'],
      strength: ['validation', 'heldOutFolds'],
    });
    expect(splitUse({ ...DESKTOP, members: 1 }, true)).toMatchObject({ stopping: ['validation'] });
    expect(splitUse({ ...DESKTOP, bagging: false }, true)).toMatchObject({ stopping: ['validation'] });
    // The adversary still ends when the loss there no longer falls.
    expect(splitUse(DESKTOP, false)).toMatchObject({ stopping: ['validation'], strength: ['validation'] });
    for (const without of [{ encoders: 'vanilla' }, { stopAdversary: false }] as const) {
      expect(splitUse({ ...DESKTOP, ...without }, false)).toMatchObject({ stopping: [] });
      expect(splitUse({ ...DESKTOP, ...without, earlyStopping: false }, true)).toMatchObject({
        stopping: [],
      });
    }
  });

  it('weighs the experts on validation where it has enough positives; they alone stop nothing', () => {
    expect(splitUse({ ...DESKTOP, expertShare: 'validation' }, true)).toMatchObject({
      blend: ['validation'],
    });
    expect(splitUse({ ...DESKTOP, expertShare: 'validation' }, false)).toMatchObject({ blend: [] });
    expect(splitUse({ ...DESKTOP, expertShare: 0.5 }, true)).toMatchObject({ blend: [] });
    expect(splitUse({ ...DESKTOP, expertShare: 1 }, true)).toMatchObject({
      stopping: [],
      strength: ['validation'],
    });
  });
});
