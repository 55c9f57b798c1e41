import { loadavg } from 'node:os';
import path from 'node:path';
import { engineThreads } from '../main/engine/environment.ts';
import { peerPython } from './peers/python.ts';
import { median, recordFigure } from './results.ts';
import { SPARSE_EPOCH, sparseSizes } from './sparse-training.ts';
import { Stepper } from './stepper.ts';

/**
 * One epoch of 100,000 encounters with sparse codes and words, on the native engine and PyTorch in turns:
 * `node bench/sparse-epoch.ts [share of the epoch] [note]`. On a machine that others use, run it with real-time priority
 * (`chrt -r 5`) and say so in the note.
 */
const [share = '1', note] = process.argv.slice(2);
const STEPS = 17;

const sizes = sparseSizes();
const threads = engineThreads();
const program = path.join(import.meta.dirname, 'training-steps.ts');
const learned = new Stepper(process.execPath, [program, 'learned', 'tensorflow']);
const projected = new Stepper(process.execPath, [program, 'projected', 'tensorflow']);
const torch = new Stepper(peerPython('training'), [
  path.join(import.meta.dirname, 'peers', 'sparse_step.py'),
  String(threads),
  JSON.stringify(sizes),
]);
const sides = [learned, projected, torch];
const [engine, projecting, peer] = await Promise.all(sides.map((side) => side.greeting()));
for (const side of sides) await side.take(2, false);

const loadBefore = loadavg()[0] ?? 0;
const steps = Math.ceil(SPARSE_EPOCH.steps * Number(share));
for (let taken = 0; taken < steps; taken += STEPS) {
  for (const side of sides) await side.take(Math.min(STEPS, steps - taken));
}

/** Seconds that an epoch takes, and what else is told of a side. */
async function told(side: Stepper) {
  const peak = await side.peakMegabytes();
  side.close();
  const each = median(side.milliseconds);
  const seconds = (each * SPARSE_EPOCH.steps) / 1000;
  const text = `${seconds.toFixed(1)} s (${each.toFixed(1)} ms a step, ${peak.toFixed(0)} MB)`;
  return { seconds, text };
}

const [ours, once, theirs] = [await told(learned), await told(projected), await told(torch)];
const fitting = projecting?.projectedIn ?? Number.NaN;
const { members, batch, inputs, encoder } = sizes;
const part = `${SPARSE_EPOCH.steps} times the median of ${steps} steps`;
const bags = sizes.bags.map(([columns, entries]) => `${columns} columns with about ${entries} entries a row`);
const setting =
  `${part} in turns, ${members} members at once, batch ${batch}, ${bags.join(' and ')}, f ${[inputs, ...encoder].join('-')}, gated, AdamW; ` +
  `tensorflow ${engine?.version}, torch ${peer?.version}, ${threads} threads, load ${loadBefore.toFixed(1)} before${note === undefined ? '' : `, ${note}`}`;
const figure = 'one epoch of 100,000 encounters, codes of 5,000 and words of 20,000 columns';
const mustReach = 'ratio 1.0 or less, memory 2 GB at most';
recordFigure({
  figure: `${figure}, as the desktop preset takes them, projected once, beside PyTorch with sparse first layers`,
  mustReach,
  measured: `ratio ${(once.seconds / theirs.seconds).toFixed(2)}, ${((once.seconds + fitting) / theirs.seconds).toFixed(2)} with the ${fitting.toFixed(1)} s that projecting takes once a training: native ${once.text}, PyTorch ${theirs.text} (${setting})`,
});
recordFigure({
  figure: `${figure}, first layers learned on both sides, beside PyTorch sparse`,
  mustReach,
  measured: `${ours.seconds > theirs.seconds ? 'not reached: ' : ''}ratio ${(ours.seconds / theirs.seconds).toFixed(2)}: native ${ours.text}, PyTorch ${theirs.text}, by embedding_bag (the same run)`,
});
