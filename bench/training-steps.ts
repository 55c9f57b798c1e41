import { createInterface } from 'node:readline';
import { type EnginePreference, loadEngine } from '../main/engine/load-engine.ts';
import { EBR_MEASURES } from './ebr-sizes.ts';
import { EbrTraining } from './ebr-training.ts';
import { MlpTraining } from './mlp-training.ts';
import { countOperations } from './operations.ts';
import { peakResidentMegabytes } from './peak-resident.ts';
import { SparseTraining } from './sparse-training.ts';

/**
 * Takes as many training steps as each line of standard input says, and answers with their milliseconds; told to take
 * none, with its peak of memory in megabytes: `node bench/training-steps.ts <mlp|desktop|paper|learned|projected> [engine]`.
 */
const TRAININGS = {
  mlp: () => new MlpTraining(),
  desktop: () => new EbrTraining(EBR_MEASURES.desktop),
  paper: () => new EbrTraining(EBR_MEASURES.paper),
  learned: () => new SparseTraining('learned'),
  projected: () => new SparseTraining('projected'),
} as const;

const [network = 'mlp', preference = 'auto'] = process.argv.slice(2);
const engine = await loadEngine(preference as EnginePreference);
const training = TRAININGS[network as keyof typeof TRAININGS]();
training.step();
const operations = countOperations(() => void training.step());
const projectedIn = training instanceof SparseTraining ? training.preparedIn : undefined;
console.log(JSON.stringify({ ...engine, projectedIn, operations: Object.fromEntries(operations) }));
const take = (steps: number) => Array.from({ length: steps }, () => training.step().milliseconds);
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(Number(line) === 0 ? [peakResidentMegabytes()] : take(Number(line))));
}
