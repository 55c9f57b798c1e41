import { beforeAll, expect, test } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';
import { epochShape, shuffleEpoch, stepRows } from './sampler.ts';
import { steepestEncoder } from './steepest-encoder.ts';

beforeAll(useCpuEngine);

test.each(['labs', 'diagnoses'] as const)(
  'names the modality whose inputs are far too large: %s',
  async (name) => {
    const run = prepareRun(syntheticDataset({ encounters: 200 }), tinyConfiguration());
    const m = run.inputs.modalities.indexOf(name);
    run.inputs.values[m]?.forEach((value, i, values) => (values[i] = 1e4 * value));
    const leaked = await leakedTensors(() => {
      const network = createNetwork(run.configuration, run.inputs.modalities.length);
      const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), 0);
      const rows = run.members.map((member) => member.rows);
      const members = stepRows(
        run.inputs,
        shuffleEpoch(rows, RandomStream.fromSeed(2)),
        0,
        epochShape(rows, 64),
      );
      const table = ownSources(run.inputs.modalities.length);
      expect(steepestEncoder(run, state, { members, table })).toBe(name);
      state.dispose();
      return Promise.resolve();
    });
    expect(leaked).toBe(0);
  },
);
