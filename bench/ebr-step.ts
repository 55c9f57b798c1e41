import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineThreads } from '../main/engine/environment.ts';
import { MODALITIES } from '../models/modalities/modality.ts';
import { EBR_MEASURES, ebrSizes } from './ebr-sizes.ts';
import { peerPython } from './peers/python.ts';
import { median, recordFigure } from './results.ts';
import { Stepper } from './stepper.ts';

/**
 * A semantic and a whole update of an EBR model (encoders, heads, fusion, discriminator; all members and modalities at
 * once) on the native engine, PyTorch and wasm, in turns within one run:
 * `node bench/ebr-step.ts <desktop|paper> [rounds] [note]`. On a machine that others use, run it with real-time priority
 * (`chrt -r 5`) and say so in the note.
 */
const TARGETS = { desktop: '3.0 or less, 2.0 the aim', paper: '1.05 or less' } as const;
const [name = 'desktop', rounds = '20', note] = process.argv.slice(2);
const measured = name as keyof typeof EBR_MEASURES;
const STEPS = 2;
/** Lets the threads of one side go to sleep before the other starts. */
const PAUSE_MS = 100;

const sizes = ebrSizes(EBR_MEASURES[measured], MODALITIES.length);
const threads = engineThreads();
const steps = path.join(import.meta.dirname, 'training-steps.ts');
const native = new Stepper(process.execPath, [steps, measured, 'tensorflow']);
const torch = new Stepper(peerPython('training'), [
  path.join(import.meta.dirname, 'peers', 'ebr_step.py'),
  String(threads),
  JSON.stringify(sizes),
]);
const wasm = new Stepper(process.execPath, [steps, measured, 'wasm']);
const sides = [native, torch, wasm];
const [engine, ...others] = await Promise.all(sides.map((side) => side.greeting()));
for (const side of sides) await side.take(STEPS, false);

const loadBefore = loadavg()[0] ?? 0;
for (let round = 0; round < Number(rounds); round += 1) {
  for (const side of [native, torch]) {
    await side.take(1, false);
    await side.take(STEPS);
    await sleep(PAUSE_MS);
  }
  if (round % 2 === 0) await wasm.take(1);
}
for (const side of sides) side.close();

const [ours, theirs, slow] = [
  median(native.milliseconds),
  median(torch.milliseconds),
  median(wasm.milliseconds),
];
const { members, modalities, batch, inputs, encoder, head, decoder, discriminator } = sizes;
const counts = Object.entries(engine?.operations ?? {}).sort(([, a], [, b]) => b - a);
const total = counts.reduce((sum, [, count]) => sum + count, 0);
const most = counts.slice(0, 6).map(([operation, count]) => `${operation} ${count}`);
const widths = `f ${[inputs, ...encoder].join('-')}, h ${head.join('-')}, g ${decoder.join('-')}, psi ${discriminator.join('-')}`;
const versions = [engine, ...others].map((side) => `${side?.name} ${side?.version}`).join(', ');
const named = `EBR ${measured}, ${members} x ${modalities} modalities, batch ${batch}`;
recordFigure({
  figure: `training step, ${named}, a semantic and a whole update, beside PyTorch`,
  mustReach: `ratio ${TARGETS[measured]}`,
  measured: `ratio ${(ours / theirs).toFixed(2)}: native ${ours.toFixed(1)} ms, PyTorch ${theirs.toFixed(1)} ms (medians of ${Number(rounds) * STEPS} in turns, ${threads} threads, ${widths}, gated; ${total} TensorFlow operations: ${most.join(', ')}; ${versions}, load ${loadBefore.toFixed(1)} before${note === undefined ? '' : `, ${note}`})`,
});
recordFigure({
  figure: `the same step on wasm, EBR ${measured}`,
  mustReach: '4 x native or less',
  measured: `${(slow / ours).toFixed(1)} x native: ${slow.toFixed(0)} ms`,
});
