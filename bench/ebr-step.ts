import * as tf from '@tensorflow/tfjs-core';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import { createNetwork } from '../models/network/create-network.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { ownSources } from '../models/substitution/source-table.ts';
import { syntheticDataset } from '../models/testing/synthetic-dataset.ts';
import { type PresetName, resolveConfiguration } from '../models/training/configuration.ts';
import { ModelState } from '../models/training/model-state.ts';
import { prepareRun } from '../models/training/prepare.ts';
import { dropModalities, epochShape, shuffleEpoch, stepRows } from '../models/training/sampler.ts';
import { Stepper } from '../models/training/stepper.ts';
import { median } from './results.ts';

/**
 * One training step of an EBR model: all members and modalities at once, semantic and adversarial.
 * `node bench/ebr-step.ts [engine] [preset] [encounters] [steps]` prints milliseconds and operations a step.
 */
const [engine = 'auto', preset = 'desktop', encounters = '2000', steps = '60'] = process.argv.slice(2);
const info = await loadEngine(engine as EnginePreference);
const run = prepareRun(
  syntheticDataset({ encounters: Number(encounters) }),
  resolveConfiguration(preset as PresetName),
);
const { configuration, inputs, members } = run;
const modalities = inputs.modalities.length;
const random = RandomStream.fromSeed(1);
const network = createNetwork(configuration, modalities);
const state = ModelState.initial(network, configuration.members, random, 0);
const stepper = new Stepper(state, run, configuration);
const rows = members.map((member) => member.rows);
const shape = epochShape(rows, configuration.batchSize);

function step(adversarial: boolean): void {
  const own = stepRows(inputs, shuffleEpoch(rows, random), 0, shape);
  const batch = own.map((member) => dropModalities(member, modalities, configuration.maxDropRate, random));
  const plan = { semantic: true, adversarial, rate: 1e-3, random, table: ownSources(modalities) };
  const losses = stepper.step(batch, plan);
  losses.semantic.dataSync();
  tf.dispose([losses.semantic, losses.discrimination ?? []]);
}

function timed(adversarial: boolean): number {
  const started = performance.now();
  step(adversarial);
  return performance.now() - started;
}

for (const adversarial of [false, true]) {
  const { kernels } = await tf.profile(() => step(adversarial));
  const times = Array.from({ length: Number(steps) }, () => timed(adversarial)).slice(5);
  const parameters = state.valuesOf('semantic').size + state.valuesOf('head').size;
  console.log(
    `${info.name}, ${preset}, ${configuration.members} members x ${modalities} modalities, batch ${shape.batch}, ` +
      `${(parameters / 1e6).toFixed(2)} M parameters, ${adversarial ? 'whole update' : 'semantic update'}: ` +
      `median ${median(times).toFixed(1)} ms, least ${Math.min(...times).toFixed(1)} ms, ${kernels.length} operations`,
  );
  const counts = Map.groupBy(kernels, ({ name }) => name);
  const most = [...counts].map(([name, list]) => `${name} ${list.length}`).sort();
  console.log(`  ${most.join(', ')}`);
}
stepper.dispose();
state.dispose();
