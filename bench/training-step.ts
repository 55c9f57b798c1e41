import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineThreads } from '../main/engine/environment.ts';
import { peerPython } from './peers/python.ts';
import { median, recordFigure } from './results.ts';
import { Stepper } from './stepper.ts';

/**
 * One training step (MLP 768-1024-512-1024-512-512-1024-2, batch 256, Adam) on the native engine, PyTorch and wasm,
 * in turns within one run: `node bench/training-step.ts [rounds] [note]`. On a machine that others use, run it with
 * real-time priority (`chrt -f 1`) and say so in the note.
 */
const ROUNDS = Number(process.argv[2] ?? 30);
const NOTE = process.argv[3] === undefined ? '' : `, ${process.argv[3]}`;
const STEPS = 5;
/** Lets the threads of one side go to sleep before the other starts. */
const PAUSE_MS = 100;

const threads = engineThreads();
const steps = path.join(import.meta.dirname, 'training-steps.ts');
const sides = {
  native: new Stepper(process.execPath, [steps, 'mlp', 'tensorflow']),
  torch: new Stepper(peerPython('training'), [
    path.join(import.meta.dirname, 'peers', 'training_step.py'),
    String(threads),
  ]),
  wasm: new Stepper(process.execPath, [steps, 'mlp', 'wasm']),
};
const versions = await Promise.all(Object.values(sides).map((side) => side.greeting()));
for (const side of Object.values(sides)) await side.take(STEPS, false);

const loadBefore = loadavg()[0] ?? 0;
for (let round = 0; round < ROUNDS; round += 1) {
  for (const side of [sides.native, sides.torch]) {
    await side.take(1, false);
    await side.take(STEPS);
    await sleep(PAUSE_MS);
  }
  if (round % 3 === 0) await sides.wasm.take(1);
}
for (const side of Object.values(sides)) side.close();

const [native, torch, wasm] = [sides.native, sides.torch, sides.wasm].map((side) =>
  median(side.milliseconds),
);
if (native === undefined || torch === undefined || wasm === undefined)
  throw new Error('expected three medians');
const named = versions.map(({ name, version }) => `${name} ${version}`).join(', ');
const load = `load ${loadBefore.toFixed(1)} before${NOTE}`;
recordFigure({
  figure: 'training step, MLP 768-1024-512-1024-512-512-1024-2, batch 256, Adam, beside PyTorch',
  mustReach: 'ratio 1.10 or less',
  measured: `ratio ${(native / torch).toFixed(2)}: native ${native.toFixed(1)} ms, PyTorch ${torch.toFixed(1)} ms (medians of ${ROUNDS * STEPS} steps in turns, ${threads} threads, ${named}, ${load})`,
});
recordFigure({
  figure: 'the same step on wasm',
  mustReach: '6 x native or less',
  measured: `${(wasm / native).toFixed(1)} x native: ${wasm.toFixed(0)} ms`,
});
