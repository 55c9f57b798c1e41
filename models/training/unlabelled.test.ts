import { beforeAll, describe, expect, test } from 'vitest';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import type { FusionKind, TrainingConfiguration } from './configuration.ts';
import type { Dataset } from './dataset.ts';
import { ModelState } from './model-state.ts';
import { type PreparedRun, prepareRun } from './prepare.ts';
import { Stepper } from './stepper.ts';
import { takeEncounters } from './subset.ts';
import { trainModel } from './train.ts';
import { joinUnlabelled } from './unlabelled.ts';

beforeAll(useWasmEngine);

const M = 6;
const LABELLED = syntheticDataset({ encounters: 150 });
/** Some of patients whom the labelled encounters know too. */
const DATA: Dataset = {
  ...LABELLED,
  unlabelled: takeEncounters(
    syntheticDataset({ encounters: 60, seed: 2 }),
    Int32Array.from({ length: 40 }, (_, i) => i),
  ),
};
const QUIET = { members: 1, dropout: 0, inputDropout: 0 };
const configurationOf = (fusion: FusionKind, settings = {}): TrainingConfiguration =>
  tinyConfiguration({ encoders: 'ebr', fusion, settings: { ...QUIET, ...settings } });

/** Losses of one step on some training rows, gradients of the semantic role beside them. */
function stepOn(run: PreparedRun) {
  const network = createNetwork(run.configuration, M);
  const state = ModelState.initial(network, 1, RandomStream.fromSeed(2), -1);
  const stepper = new Stepper(state, run, run.configuration);
  const { semanticLoss, auxiliaryLoss, discriminationLoss, roles } = stepper.gradients(
    [asRecorded(run.inputs, run.trainingRows.slice(0, 40))],
    { semantic: true, adversarial: true, random: RandomStream.fromSeed(3), table: ownSources(M) },
  );
  const [semantic, discrimination, auxiliary] = [semanticLoss, discriminationLoss, auxiliaryLoss].map(
    (loss) => loss?.dataSync()[0],
  );
  return {
    semantic,
    discrimination,
    auxiliary,
    gradient: Array.from(roles.semantic?.dataSync() ?? []),
  };
}

/** The same run with other features, or other labels, in the rows without a label. */
function withOther(run: PreparedRun, what: 'features' | 'labels'): PreparedRun {
  const labelled = run.trainingRows.length + run.validationRows.length;
  if (what === 'labels') return { ...run, labels: run.labels.map((y, i) => (i < labelled ? y : 1 - y)) };
  const { width, values } = run.inputs;
  const other = values.map((own) => own.map((x, i) => (i < labelled * width ? x : 2 - 3 * x)));
  return { ...run, inputs: { ...run.inputs, values: other } };
}

describe('encounters without a label', () => {
  test('go to the fusion that asks for them, and to no other', () => {
    const { unlabelled, encounters, remarks } = prepareRun(DATA, configurationOf('muse+'));
    // Two patients are in validation too, by whom the epoch is chosen.
    expect(unlabelled?.rows[0]).toHaveLength(36);
    expect(encounters.slice(-40)).toEqual(DATA.unlabelled!.encounters);
    expect(remarks).toEqual(['40 training encounters have no label']);
    for (const fusion of ['muse', 'gated'] as const) {
      const other = prepareRun(DATA, configurationOf(fusion));
      expect(other).toEqual(prepareRun(LABELLED, configurationOf(fusion)));
    }
    expect(prepareRun(LABELLED, configurationOf('muse+')).warnings.join()).toMatch(/without a label/);
  });

  test('leave projections and everything labelled as they are', () => {
    const [run, without] = [DATA, LABELLED].map((data) => prepareRun(data, configurationOf('muse+')));
    expect(run!.projections).toEqual(without!.projections);
    expect(run!.members).toEqual(without!.members);
    expect(run!.baseRate).toBe(without!.baseRate);
    expect(run!.data).not.toBe(without!.data);
  });

  test('change the unsupervised loss by what is in them, and nothing by labels they might have', () => {
    const run = prepareRun(DATA, configurationOf('muse+'));
    const before = stepOn(run);
    expect(stepOn(withOther(run, 'labels'))).toEqual(before);
    expect(stepOn(withOther(run, 'features')).auxiliary).not.toBe(before.auxiliary);
  });

  test('change no loss of labels, and not what the discriminator learns', () => {
    // A fusion that sees each patient alone, so that whatever moved would be the losses.
    const run = prepareRun(DATA, configurationOf('gated', { unimodalWeight: 1 }));
    const { unlabelled } = prepareRun(DATA, configurationOf('muse+'));
    const joined = prepareRun(DATA, configurationOf('muse+'));
    const beside = stepOn({ ...joined, configuration: run.configuration, unlabelled: unlabelled! });
    const alone = stepOn(run);
    expect(beside.semantic).toBeCloseTo(alone.semantic!, 5);
    expect(beside.discrimination).toBeCloseTo(alone.discrimination!, 5);
    beside.gradient.forEach((value, i) => expect(value).toBeCloseTo(alone.gradient[i]!, 4));
  });

  test('of patients who choose the epoch of a member are not learned from', () => {
    const data = syntheticDataset({ encounters: 2000 });
    const rows = (from: number): Int32Array => Int32Array.from({ length: 1000 }, (_, i) => from + i);
    const bagged = prepareRun(
      { ...data, unlabelled: takeEncounters(data, rows(0)) },
      tinyConfiguration({ encoders: 'vanilla', fusion: 'muse+' }),
    );
    expect(bagged.stopsEarly).toBe(true);
    bagged.members.forEach(({ monitor }, member) => {
      const judges = new Set(Array.from(monitor, (row) => bagged.patients[row]));
      const own = bagged.unlabelled!.rows[member]!;
      expect(own.length).toBeGreaterThan(500);
      expect(own.length).toBeLessThan(1000);
      expect(Array.from(own).some((row) => judges.has(bagged.patients[row]))).toBe(false);
    });
  });

  test('join a batch in their share, each once, and as recorded', () => {
    const { inputs } = prepareRun(DATA, configurationOf('muse+'));
    const first = inputs.encounters - 40;
    const unlabelled = { rows: [Int32Array.from({ length: 40 }, (_, i) => first + i)], share: 0.5 };
    const members = [
      asRecorded(
        inputs,
        Int32Array.from({ length: 60 }, (_, i) => i),
      ),
    ];
    const join = (seed: number, counted?: Uint8Array[]) =>
      joinUnlabelled(members, { inputs, unlabelled }, RandomStream.fromSeed(seed), counted);
    const [{ rows, used } = members[0]!] = join(1).members;
    expect(rows).toHaveLength(90);
    expect(new Set(rows.slice(60)).size).toBe(30);
    expect(rows.slice(60).every((row) => row >= first)).toBe(true);
    expect(used).toEqual(asRecorded(inputs, rows).used);
    expect([...(join(1).counted?.[0] ?? [])]).toEqual([
      ...Array<number>(60).fill(1),
      ...Array<number>(30).fill(0),
    ]);
    expect([...(join(1, [new Uint8Array(60)]).counted?.[0] ?? [])]).toEqual(Array(90).fill(0));
    expect(join(1)).toEqual(join(1));
    expect(join(2)).not.toEqual(join(1));
  });

  test('the same seed gives the same numbers', async () => {
    const settings = { epochs: 1, batchSize: 32, maskedTraining: false };
    const [one, two] = await Promise.all(
      [1, 2].map(() => trainModel(DATA, configurationOf('muse+', settings), tickingHooks())),
    );
    expect(one!.weights).toEqual(two!.weights);
    expect(one!.remarks.join()).toMatch(/40 training encounters have no label/);
  });
});
