import { createInterface } from 'node:readline';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import { EbrTraining } from './ebr-training.ts';
import { MlpTraining } from './mlp-training.ts';

/**
 * Takes as many training steps as each line of standard input says, and answers with their milliseconds:
 * `node bench/training-steps.ts <mlp|ebr> [engine]`.
 */
const [network, preference = 'auto'] = process.argv.slice(2);
const engine = await loadEngine(preference as EnginePreference);
const training = network === 'ebr' ? new EbrTraining('desktop', 2_000) : new MlpTraining();
console.log(JSON.stringify(engine));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(Array.from({ length: Number(line) }, () => training.step().milliseconds)));
}
