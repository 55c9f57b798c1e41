import { Command, InvalidArgumentError } from 'commander';
import { compareModels, type Comparison, type ModelPair } from '../audit/compare-models.ts';
import { COMPARED } from '../audit/paired-scores.ts';
import type { SignedRank } from '../audit/signed-ranks.ts';
import { loadModel, type LoadedModel } from '../prediction/loaded-model.ts';
import { withReader } from './database.ts';
import { notAssessedLines } from './not-assessed-lines.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName, rateList, wholeNumber } from './parse.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand } from './run-command.ts';

type BundlePair = readonly [first: string, second: string];

interface CompareFlags extends DatabaseFlag {
  readonly missingRates: number[];
  readonly maskSeed: number;
  readonly masks: number;
  readonly pair?: readonly BundlePair[];
}

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('two models of one cohort on its test split, paired')
    .argument('<first>', 'bundle folder or .lacuna file', pathName)
    .argument('<second>', 'bundle folder or .lacuna file', pathName)
    .option('--missing-rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
    .option('--mask-seed <n>', 'first seed of the masks', wholeNumber(0), 1)
    .option('--masks <k>', 'number of masks a rate; results are their means', wholeNumber(1), 5)
    .option(
      '--pair <first,second>',
      'the same two methods trained with another seed, repeatable: tests over seeds need five or more',
      bundlePair,
    );
  return withDatabase(command).action((first: string, second: string, flags: CompareFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      const comparison = await withReader(flags.database, (db) =>
        withModelPairs([[first, second], ...(flags.pair ?? [])], (pairs) =>
          compareModels(db, pairs, {
            rates: flags.missingRates,
            maskSeed: flags.maskSeed,
            masks: flags.masks,
            signal,
            onProgress: (line) => terminal.progress(line),
          }),
        ),
      );
      terminal.result(comparison, () => comparisonLines(comparison));
    }),
  );
}

/** `a.lacuna,b.lacuna`, added to those named before. */
function bundlePair(text: string, before: readonly BundlePair[] = []): readonly BundlePair[] {
  const [first = '', second = '', ...rest] = text.split(',').map((part) => part.trim());
  if (first === '' || second === '' || rest.length > 0) {
    throw new InvalidArgumentError('expected two bundles, separated by a comma.');
  }
  return [...before, [first, second]];
}

async function withModelPairs<T>(
  bundles: readonly BundlePair[],
  work: (pairs: readonly ModelPair[]) => Promise<T>,
): Promise<T> {
  const loaded: LoadedModel[] = [];
  const load = async (bundle: string): Promise<LoadedModel> => {
    const model = await loadModel(bundle);
    loaded.push(model);
    return model;
  };
  try {
    const pairs: ModelPair[] = [];
    for (const [first, second] of bundles) pairs.push([await load(first), await load(second)]);
    return await work(pairs);
  } finally {
    for (const { predictor } of loaded) predictor.dispose();
  }
}

function comparisonLines(comparison: Comparison): string[] {
  const { overSeeds, overSeedsAndRates } = comparison.wilcoxon;
  const leftOut = comparison.leftOut === 0 ? '' : `, ${comparison.leftOut} left out that not all can score`;
  return [
    `${comparison.n} test encounters, ${comparison.positives} positive${leftOut}`,
    'missing  metric    first   second  difference (first less second, 95 %)',
    ...comparison.rates.flatMap((row) =>
      COMPARED.map((metric) => {
        const { first, second, difference, interval } = row[metric];
        const range = interval === null ? '' : `  ${signed(interval[0])} to ${signed(interval[1])}`;
        return `${row.rate.toFixed(2).padStart(7)}  ${metric.padEnd(6)} ${cell(first)}  ${cell(second)}  ${signed(difference)}${range}`;
      }),
    ),
    ...testLines('Wilcoxon over seeds', overSeeds),
    ...testLines('Wilcoxon over seeds and rates, which are not independent', overSeedsAndRates),
    ...rejectedLines(comparison.rejected),
    ...notAssessedLines(comparison.undefined),
  ];
}

function testLines(title: string, tests: readonly SignedRank[]): string[] {
  return tests.flatMap(({ metric, n, p, adjusted }) =>
    p === null || adjusted === null
      ? []
      : [`${title}: ${metric}, ${n} differences, p ${p.toFixed(4)}, ${adjusted.toFixed(4)} by Holm`],
  );
}

function cell(value: number | null): string {
  return (value === null ? '-' : value.toFixed(3)).padStart(7);
}

function signed(value: number | null): string {
  if (value === null) return '-';
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}
