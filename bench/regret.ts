import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { SYNTHETIC_TASKS, type SyntheticTask } from '../main/synthetic/tasks.ts';
import { rateList, wholeNumber, wordList } from '../main/cli/parse.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { foldRows } from './accuracy/fold-scores.ts';
import { type Method, METHODS, type MethodName } from './accuracy/methods.ts';
import { methodScores } from './accuracy/subset-scores.ts';
import { load } from './application/stopwatch.ts';
import { cohortPair, type CohortPair } from './regret/cohort-pair.ts';
import { figureText, regretLines } from './regret/report-text.ts';
import { pairRegret, type PairRegret, regretOverSeeds } from './regret/seed-figures.ts';
import { recordFigure } from './results.ts';

/**
 * How far each method stays behind the Bayes score of the synthetic cohort, over seeds: `lacuna bench regret`, or
 * `node bench/regret.ts`. Each seed is a fresh pair of cohorts and of weights. What was scored is kept in the folder, so
 * that a run that was stopped goes on where it was.
 */
interface Flags {
  readonly tasks: SyntheticTask[];
  readonly methods: MethodName[];
  readonly seeds: number;
  readonly train: number;
  readonly test: number;
  readonly rates: number[];
  readonly masks: number;
  readonly epochs?: number;
  readonly members?: number;
  readonly databases: string;
  readonly folder: string;
  readonly json?: boolean;
  readonly record?: boolean;
}

const NAMES = Object.keys(METHODS) as MethodName[];
const DEFAULT_METHODS: readonly MethodName[] = ['desktop', 'logistic experts', 'plain MLP', 'vanilla', 'kd'];

const flags = new Command('regret')
  .description('how far each method stays behind the Bayes score, over fresh pairs of synthetic cohorts')
  .option('--tasks <names>', `of ${SYNTHETIC_TASKS.join(', ')}`, wordList(SYNTHETIC_TASKS), ['mortality-90d'])
  .option('--methods <names>', `of ${NAMES.join('; ')}; all are compared with the first`, wordList(NAMES), [
    ...DEFAULT_METHODS,
  ])
  .option('--seeds <k>', 'pairs of cohorts', wholeNumber(1), 5)
  .option('--train <n>', 'admissions to train on', wholeNumber(1), 20_000)
  .option('--test <n>', 'admissions to test on', wholeNumber(1), 20_000)
  .option('--rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
  .option('--masks <k>', 'masks a rate', wholeNumber(1), 5)
  .option(
    '--epochs <n>',
    'epochs of every network, to fit a small machine (default: the preset)',
    wholeNumber(3),
  )
  .option('--members <n>', 'networks of every ensemble, likewise', wholeNumber(1))
  .option('--databases <folder>', 'where databases are kept', path.join(tmpdir(), 'lacuna-gates'))
  .option('--folder <folder>', 'where all scores are kept', defaultFolder())
  .option('--json', 'print one JSON document on standard output')
  .option('--record', 'write the figures to bench/RESULTS.md')
  .parse()
  .opts<Flags>();

const started = performance.now();
await loadEngine();
for (const task of flags.tasks) await measure(task);

/** Results hang on the code: a folder of their own for each commit. */
function defaultFolder(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return path.join(tmpdir(), `lacuna-regret-${commit}`);
}

function step(line: string): void {
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}

async function measure(task: SyntheticTask): Promise<void> {
  const pairs: PairRegret[] = [];
  for (let pair = 1; pair <= flags.seeds; pair += 1) {
    const { train, test, databases, folder } = flags;
    const cohorts = await cohortPair({ task, train, test, pair, databases, folder, onStep: step });
    pairs.push(await regretOn(cohorts, pair));
  }
  report(task, pairs);
}

/** The method, its networks as short and as few as was asked for: every one alike. */
function shortened(method: Method): Method {
  if (method.kind === 'experts') return method;
  const { epochs, members } = flags;
  const cut = { ...(epochs === undefined ? {} : { epochs }), ...(members === undefined ? {} : { members }) };
  return { ...method, settings: { ...method.settings, ...cut } };
}

function shortenedText(): string {
  const { epochs, members } = flags;
  const parts = [
    epochs === undefined ? [] : `${epochs} epochs`,
    members === undefined ? [] : `${members} network${members === 1 ? '' : 's'}`,
  ];
  return parts
    .flat()
    .map((part) => `, ${part}`)
    .join('');
}

async function regretOn({ trial, bayes }: CohortPair, seed: number): Promise<PairRegret> {
  const scores: Record<string, Float32Array> = {};
  for (const name of flags.methods) {
    step(`${trial.about}: ${name}`);
    const policies = Object.entries(await methodScores(trial, shortened(METHODS[name]), seed, flags.folder));
    for (const [policy, table] of policies)
      scores[policies.length === 1 ? name : `${name}: ${policy}`] = table;
  }
  const maskSeeds = Array.from({ length: flags.masks }, (_, i) => i + 1);
  return pairRegret({ rows: foldRows(trial.dataset), bayes }, scores, { rates: flags.rates, maskSeeds });
}

function report(task: SyntheticTask, pairs: readonly PairRegret[]): void {
  const { rates, train, test, seeds } = flags;
  const found = regretOverSeeds(pairs);
  if (flags.json === true) console.log(JSON.stringify({ task, train, test, seeds, rates, pairs, ...found }));
  else
    console.log(
      [
        `${task}, ${train} + ${test} admissions${shortenedText()}`,
        ...regretLines(found.methods, { ...found, rates }),
      ].join('\n'),
    );
  if (flags.record !== true) return;
  const reference = found.methods[0]?.name ?? '';
  for (const { name, regret, above } of found.methods) {
    const text = rates.map((rate, r) => {
      const [own, more] = [regret[r], above[r]].map((figure) => (figure ? figureText(figure) : ''));
      return `${rate} missing ${own}${name === reference ? '' : `, above ${reference} by ${more}`}`;
    });
    recordFigure({
      figure: `regret against the Bayes score, synthetic ${task}, ${train} + ${test} admissions${shortenedText()}, ${name}`,
      mustReach: '.02 / .03 / .04 / .04 at 0 / .3 / .5 / .7 missing, below every rival by more than one sd',
      measured: `${text.join('; ')} (mean and sd of ${seeds} fresh pairs of cohorts, ${flags.masks} masks; Bayes AUROC ${found.bayes.map(figureText).join(', ')}; ${load()})`,
    });
  }
}
