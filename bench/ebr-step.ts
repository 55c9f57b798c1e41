import * as tf from '@tensorflow/tfjs-core';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import type { PresetName } from '../models/training/configuration.ts';
import { EbrTraining } from './ebr-training.ts';
import { median } from './results.ts';

/**
 * One training step of an EBR model: all members and modalities at once, semantic and adversarial.
 * `node bench/ebr-step.ts [engine] [preset] [encounters] [steps]` prints milliseconds and operations a step.
 */
const [engine = 'auto', preset = 'desktop', encounters = '2000', steps = '60'] = process.argv.slice(2);
const info = await loadEngine(engine as EnginePreference);
const training = new EbrTraining(preset as PresetName, Number(encounters));
const { members, modalities, batch, parameters } = training.size;

for (const adversarial of [false, true]) {
  const { kernels } = await tf.profile(() => void training.step(adversarial));
  const times = Array.from({ length: Number(steps) }, () => training.step(adversarial).milliseconds).slice(5);
  console.log(
    `${info.name}, ${preset}, ${members} members x ${modalities} modalities, batch ${batch}, ` +
      `${parameters.toFixed(2)} M parameters, ${adversarial ? 'whole update' : 'semantic update'}: ` +
      `median ${median(times).toFixed(1)} ms, least ${Math.min(...times).toFixed(1)} ms, ${kernels.length} operations`,
  );
  const counts = Map.groupBy(kernels, ({ name }) => name);
  const most = [...counts].map(([name, list]) => `${name} ${list.length}`).sort();
  console.log(`  ${most.join(', ')}`);
}
training.dispose();
