import { createInterface } from 'node:readline';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import { EBR_MEASURES } from './ebr-sizes.ts';
import { EbrTraining } from './ebr-training.ts';
import { MlpTraining } from './mlp-training.ts';
import { countOperations } from './operations.ts';

/**
 * Takes as many training steps as each line of standard input says, and answers with their milliseconds:
 * `node bench/training-steps.ts <mlp|desktop|paper> [engine]`.
 */
const TRAININGS = {
  mlp: () => new MlpTraining(),
  desktop: () => new EbrTraining(EBR_MEASURES.desktop),
  paper: () => new EbrTraining(EBR_MEASURES.paper),
} as const;

const [network = 'mlp', preference = 'auto'] = process.argv.slice(2);
const engine = await loadEngine(preference as EnginePreference);
const training = TRAININGS[network as keyof typeof TRAININGS]();
training.step();
const operations = countOperations(() => void training.step());
console.log(JSON.stringify({ ...engine, operations: Object.fromEntries(operations) }));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(Array.from({ length: Number(line) }, () => training.step().milliseconds)));
}
