import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { wholeNumber, wordList } from '../main/cli/parse.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { LacunaError } from '../main/errors.ts';
import { type AvMnist, heldOutTraining, PER_CLASS } from '../models/experiments/avmnist/dataset.ts';
import { METHODS, type MethodName } from '../models/experiments/avmnist/methods.ts';
import { type Recipe, STRONG_RECIPE } from '../models/experiments/avmnist/recipe.ts';
import { type AvMnistOutcome, runAvMnist } from '../models/experiments/avmnist/run.ts';
import { pairList } from './avmnist/pair-list.ts';
import { AVMNIST_FOLDER, readAvMnist } from './avmnist/read.ts';
import { summarise, type Summary } from './avmnist/summary.ts';
import { recordFigure } from './results.ts';

/**
 * Digits told by their images alone, after training in which few images had audio: accuracy of one network and of
 * several together, over seeds. `lacuna bench avmnist`, or `node bench/avmnist.ts`.
 */
interface Flags {
  readonly p: number[];
  readonly methods: MethodName[];
  readonly seeds: number;
  readonly firstSeed: number;
  readonly members: number;
  readonly epochs: number;
  readonly data: string;
  readonly json?: string;
  readonly heldOut?: boolean;
  readonly record?: boolean;
}

/** One run, as it is kept. */
export interface Measured extends AvMnistOutcome {
  readonly method: MethodName;
  readonly p: number;
  readonly seed: number;
  readonly members: number;
  readonly recipe: Recipe;
  readonly heldOut: boolean;
  readonly milliseconds: number;
}

/** Training images of each class that stand in for the test split, to look at recipes with. */
const HELD_OUT = 10;
/** The method to which it is all one how much audio there is: it runs once a seed. */
const NO_AUDIO: MethodName = 'image-only';
const NAMES = Object.keys(METHODS) as MethodName[];

function parseFlags(): Flags {
  return new Command('avmnist')
    .description('digits by image alone, trained with little audio')
    .option('--p <pairs>', 'pairs a class in training, of 105; multiples of 3', pairList, [6, 9, 15, 21])
    .option('--methods <names>', NAMES.join(', '), wordList(NAMES), NAMES)
    .option('--seeds <k>', 'runs of each, every one with the next seed', wholeNumber(1), 5)
    .option('--first-seed <n>', 'seed of the first', wholeNumber(0), 1)
    .option('--members <n>', 'networks of a run', wholeNumber(1), 5)
    .option('--epochs <n>', 'epochs of a run', wholeNumber(3), STRONG_RECIPE.epochs)
    .option('--data <folder>', 'folder of avMNIST', AVMNIST_FOLDER)
    .option('--json <file>', 'write every run here, and take from here what it has already')
    .option(
      '--held-out',
      `score ${HELD_OUT} training images a class, kept out of training, not the test split`,
    )
    .option('--record', 'write the figures to bench/RESULTS.md')
    .parse()
    .opts<Flags>();
}

try {
  await measure(parseFlags());
} catch (error) {
  if (!(error instanceof LacunaError)) throw error;
  const { message, file, line, column, hint } = error.report();
  const place = [file, line === undefined ? undefined : `line ${line}`, column].filter(
    (part) => part !== undefined,
  );
  console.error([message, ...place, ...(hint === undefined ? [] : [hint])].join('\n  '));
  process.exitCode = 1;
}

async function measure(flags: Flags): Promise<void> {
  const whole = readAvMnist(flags.data);
  const data = flags.heldOut === true ? heldOutTraining(whole, HELD_OUT) : whole;
  await loadEngine('auto');
  const kept: Measured[] = flags.json !== undefined && existsSync(flags.json) ? readKept(flags.json) : [];
  for (const wanted of wantedRuns(flags)) {
    if (kept.some((run) => isSameRun(run, wanted))) continue;
    kept.push(measureOne(data, wanted));
    if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(kept, null, 1)}\n`);
  }
  const asked = wantedRuns(flags).flatMap((wanted) => kept.filter((run) => isSameRun(run, wanted)));
  for (const summary of summarise(asked)) report(summary, flags);
}

type Wanted = Omit<Measured, keyof AvMnistOutcome | 'milliseconds'>;

/** Seed by seed, so that a bench that is cut short has something of every method. */
function wantedRuns({ p, methods, seeds, firstSeed, members, epochs, heldOut = false }: Flags): Wanted[] {
  const recipe = { ...STRONG_RECIPE, epochs };
  return Array.from({ length: seeds }, (_, i) => firstSeed + i).flatMap((seed) =>
    p.flatMap((pairs, i) =>
      methods
        .filter((method) => method !== NO_AUDIO || i === 0)
        .map((method) => ({ method, p: pairs, seed, members, recipe, heldOut })),
    ),
  );
}

function isSameRun(run: Wanted, wanted: Wanted): boolean {
  return (Object.keys(wanted) as (keyof Wanted)[]).every(
    (key) => JSON.stringify(run[key]) === JSON.stringify(wanted[key]),
  );
}

function readKept(file: string): Measured[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Measured[];
}

function measureOne(data: AvMnist, wanted: Wanted): Measured {
  const started = performance.now();
  const outcome = runAvMnist(data, wanted);
  const milliseconds = performance.now() - started;
  const { method, p, seed } = wanted;
  const { single, ensemble, steps } = outcome;
  const each = single.map((accuracy) => percent(accuracy)).join(' ');
  console.error(
    `${method}, p ${p}, seed ${seed}: ${each}; together ${percent(ensemble)}; ${(milliseconds / steps).toFixed(0)} ms a step`,
  );
  return { ...wanted, ...outcome, milliseconds };
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function report(summary: Summary, { epochs, heldOut, record, members }: Flags): void {
  const { method, p, single, ensemble, seeds, millisecondsPerStep } = summary;
  const available = ((100 * p) / PER_CLASS).toFixed(1);
  const spread = ({ mean, deviation }: Summary['single']): string =>
    `${percent(mean)} (${deviation === null ? 'one seed' : `sd ${percent(deviation)}`})`;
  const audio =
    method === NO_AUDIO ? 'no audio' : `audio with ${p} of ${PER_CLASS} images a class (${available} %)`;
  const figure = `avMNIST, ${method}, ${audio} in training, images alone at test`;
  const measured =
    `one network ${spread(single)}, ${members} members ${spread(ensemble)}; ${seeds} seeds x ${members} networks, ` +
    `${epochs} epochs, averaged weights of the last; ${millisecondsPerStep.toFixed(0)} ms a step of all members`;
  if (record === true && heldOut !== true) {
    recordFigure({ figure, mustReach: 'one network 97.5, five members 98.2', measured });
  } else console.log(`${figure}${heldOut === true ? ' (held-out training images)' : ''}: ${measured}`);
}
