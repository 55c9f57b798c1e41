import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { rateList, wholeNumber, wordList } from '../main/cli/parse.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { figureRows, type FigureRow, type ScoredRow } from './accuracy/figures.ts';
import type { FoldRows } from './accuracy/fold-scores.ts';
import { METHODS, type MethodName } from './accuracy/methods.ts';
import { load } from './application/stopwatch.ts';
import { apacheFigures } from './eicu/apache.ts';
import { ablationTables } from './eicu/ablation.ts';
import { eicuDatabase, foldedCohort, MORTALITY, readEncounters } from './eicu/cohort.ts';
import { figureLines, signed, text } from './eicu/report-text.ts';
import {
  blendedRows,
  type ChosenBlend,
  EXPERTS,
  outerFolds,
  restrict,
  scoredRows,
  type Scoring,
} from './eicu/score-methods.ts';
import { recordFigure } from './results.ts';

/**
 * Accuracy on the eICU demo, hospital mortality at 24 hours, in five folds of patients: `lacuna bench eicu`, or
 * `node bench/eicu.ts`. Vectorizers and weights are of the training folds; what is chosen is chosen by inner folds. What
 * was scored is kept in the folder, so that a run that was stopped goes on where it was.
 */
interface Flags {
  readonly seeds: number;
  readonly masks: number;
  readonly rates: number[];
  readonly resamples: number;
  readonly methods: MethodName[];
  /** What plans of care say of limits of care is an input too. */
  readonly careLimitations?: boolean;
  readonly ablation?: boolean;
  readonly folder: string;
  readonly json?: boolean;
  readonly record?: boolean;
}

const NAMES = Object.keys(METHODS) as MethodName[];

const flags = new Command('eicu')
  .description('accuracy on the eICU demo in five folds of patients')
  .option('--seeds <k>', 'seeds of the weights', wholeNumber(1), 3)
  .option('--masks <k>', 'masks a rate', wholeNumber(1), 5)
  .option('--rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
  .option('--resamples <n>', 'resamples of patients behind an interval', wholeNumber(100), 1000)
  .option('--methods <names>', `of ${NAMES.join('; ')}`, wordList(NAMES), [EXPERTS, 'ebr', 'vanilla', 'kd'])
  .option('--care-limitations', 'with orders that limit care as an input, as in the recipe of the prototype')
  .option('--ablation', 'the desktop preset with one thing changed at a time, instead of --methods')
  .option('--folder <folder>', 'where the database and all scores are kept', defaultFolder())
  .option('--json', 'print one JSON document on standard output')
  .option('--record', 'write the figures to bench/RESULTS.md')
  .parse()
  .opts<Flags>();

const started = performance.now();
const onStep = (step: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${step}`);

await loadEngine();
const careLimited = flags.careLimitations === true;
const cohort = careLimited ? { ...MORTALITY, inputs: { careLimitations: true } } : MORTALITY;
const database = await eicuDatabase(flags.folder, onStep);
const scoring: Scoring = {
  cohort: foldedCohort(database, cohort, flags.folder),
  seeds: Array.from({ length: flags.seeds }, (_, i) => i + 1),
  folder: flags.folder,
  onStep,
};
await (flags.ablation === true ? ablate() : measure());

/** Results hang on the code: a folder of their own for each commit. */
function defaultFolder(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return path.join(tmpdir(), `lacuna-eicu-${commit}`);
}

async function measure(): Promise<void> {
  const folds = await outerFolds(scoring);
  const [experts] = await scoredRows(EXPERTS, scoring);
  if (experts === undefined) throw new Error('the logistic experts have no scores');
  const rows: ScoredRow[] = [experts];
  for (const name of flags.methods) if (name !== EXPERTS) rows.push(...(await scoredRows(name, scoring)));
  const blends = flags.methods.includes('ebr') ? await blendedRows(rows, experts, scoring) : null;
  if (blends !== null) rows.push(blends.fixed, blends.chosen.row);
  report({ folds, rows, experts, chosen: blends?.chosen ?? null });
}

async function ablate(): Promise<void> {
  const folds = await outerFolds(scoring);
  const tables = await ablationTables(scoring);
  onStep('figures and intervals');
  const measured = tables.flatMap(({ title, rows }) => {
    const [reference] = rows;
    return reference === undefined ? [] : [{ title, figures: figuresOf(folds, rows, reference) }];
  });
  if (flags.json === true) console.log(JSON.stringify({ ...countOf(folds), tables: measured }));
  else
    for (const { title, figures } of measured)
      console.log(`${title}\n${figureLines(figures, figures[0]?.name).join('\n')}`);
}

interface Scored {
  readonly folds: readonly FoldRows[];
  readonly rows: readonly ScoredRow[];
  readonly experts: ScoredRow;
  readonly chosen: ChosenBlend | null;
}

function report({ folds, rows, experts, chosen }: Scored): void {
  onStep('figures and intervals');
  const figures = figuresOf(folds, rows, experts);
  const deployed = chosen === null ? [] : [chosen.row];
  const firstStays = new Set(
    readEncounters(database, { ...cohort, rules: { unitStays: 'first' } }).map(({ encounter }) => encounter),
  );
  const firsts = restrict(folds, [experts, ...deployed], (encounter) => firstStays.has(encounter));
  const [firstExperts = experts] = firsts.rows;
  const first = figuresOf(firsts.folds, firsts.rows, firstExperts);
  const apache = apacheFigures(folds, [experts, ...deployed], flags.resamples);
  if (flags.json === true)
    console.log(JSON.stringify({ ...countOf(folds), figures, first, apache, choices: chosen?.choices }));
  else {
    console.log(figureLines(figures).join('\n'));
    console.log(`first stays only, ${countText(firsts.folds)}\n${figureLines(first).join('\n')}`);
    console.log(
      `APACHE IV on the ${apache.n} stays that have it, ${apache.positives} deaths: AUROC ${text(apache.apache)}`,
    );
    for (const { name, figure, difference } of apache.rows)
      console.log(`  ${name}: ${text(figure)}, less APACHE IV ${signed(difference)}`);
    for (const [fold, { policy, share, auroc }] of (chosen?.choices ?? []).entries())
      console.log(
        `fold ${fold + 1}: ${policy}, experts ${share.toFixed(2)}, inner AUROC ${auroc.toFixed(3)}`,
      );
  }
  if (flags.record === true) for (const row of figures) record(row, folds);
}

function figuresOf(
  folds: readonly FoldRows[],
  rows: readonly ScoredRow[],
  reference: ScoredRow,
): FigureRow[] {
  const maskSeeds = Array.from({ length: flags.masks }, (_, i) => i + 1);
  return figureRows(rows, { folds, reference, rates: flags.rates, maskSeeds, resamples: flags.resamples });
}

function countOf(folds: readonly FoldRows[]): { readonly n: number; readonly positives: number } {
  const labels = folds.flatMap((fold) => [...fold.labels]);
  return { n: labels.length, positives: labels.reduce((sum, label) => sum + label, 0) };
}

function countText(folds: readonly FoldRows[]): string {
  const { n, positives } = countOf(folds);
  return `${n} stays, ${positives} deaths`;
}

function record({ name, rates }: FigureRow, folds: readonly FoldRows[]): void {
  recordFigure({
    figure: `eICU demo, hospital mortality at 24 h${careLimited ? ', with care limitations' : ''}, ${name}`,
    mustReach:
      'AUROC .815 / .785 / .755 / .715, AUPRC .36 / .32 / .28 / .25; above the logistic experts at 0 and .3',
    measured:
      rates
        .map(
          ({ rate, figures, difference }) =>
            `${rate} missing: AUROC ${text(figures.auroc)}, ${signed(difference.auroc)}; AUPRC ${text(figures.auprc)}, ${signed(difference.auprc)}`,
        )
        .join('. ') +
      ` (${countText(folds)}, ${folds.length} folds, ${flags.seeds} seeds, ${flags.masks} masks; sd of folds; difference from the logistic experts with 95 % interval; ${load()})`,
  });
}
