import { createInterface } from 'node:readline';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import { MlpTraining } from './mlp-training.ts';

/** Takes as many training steps as each line of standard input says, and answers with their milliseconds. */
const engine = await loadEngine((process.argv[2] ?? 'auto') as EnginePreference);
const training = new MlpTraining();
console.log(JSON.stringify(engine));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(Array.from({ length: Number(line) }, () => training.step().milliseconds)));
}
