import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { rateList, wholeNumber, wordList } from '../main/cli/parse.ts';
import { NUM_FOLDS } from './accuracy/fold-list.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { MODALITIES, type ModalityName } from '../models/modalities/modality.ts';
import { load } from './application/stopwatch.ts';
import { pairList } from './avmnist/pair-list.ts';
import { DATA_NAMES, type DataName, openData, type StudyTask, TASK_KEYS } from './paper/data.ts';
import { readPublished } from './paper/published.ts';
import { STUDIES } from './paper/studies.ts';
import type { Study } from './paper/study.ts';
import { cellText, reportLines, type Written, writeReport } from './paper/write-report.ts';
import { recordFigure } from './results.ts';

/**
 * A table or figure of the paper, measured here and printed beside the paper's numbers: `lacuna bench paper`, or `node
 * bench/paper.ts`. Partial results are kept in the folder: a run that was stopped goes on where it was.
 */
interface Flags {
  readonly table?: number;
  readonly figure?: number;
  readonly data?: DataName;
  readonly seeds: number;
  readonly masks: number;
  readonly rates: number[];
  readonly tasks: StudyTask['key'][];
  readonly pairs: number[];
  readonly resamples: number;
  readonly admissions?: number;
  readonly folds: number;
  readonly epochs?: number;
  readonly members?: number;
  readonly modality: ModalityName;
  readonly database?: string;
  readonly full?: boolean;
  readonly folder: string;
  readonly output: string;
  readonly json?: boolean;
  readonly record?: boolean;
}

/** Admissions of the synthetic cohort: what fits two cores, and what the paper's question takes. */
const ADMISSIONS = { small: 2_000, full: 20_000 } as const;

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const program = new Command('paper')
  .description('a table or figure of the paper, measured here')
  .addOption(new Option('--table <n>', 'table 1 to 11').argParser(wholeNumber(1)).conflicts('figure'))
  .addOption(new Option('--figure <n>', 'figure 4 to 7, or 10').argParser(wholeNumber(1)))
  .addOption(
    new Option('--data <name>', 'what it is measured on (default: the first that it can be)').choices(
      DATA_NAMES,
    ),
  )
  .option('--seeds <k>', 'seeds of the weights', wholeNumber(1), 3)
  .option('--masks <k>', 'masks a rate, the same for every method', wholeNumber(1), 5)
  .option(
    '--rates <rates>',
    'missing rates that are averaged over (default: those of MUSE)',
    rateList,
    [0.1, 0.2, 0.3, 0.5, 0.7],
  )
  .option('--tasks <names>', TASK_KEYS.join(', '), wordList(TASK_KEYS), [...TASK_KEYS])
  .option('--pairs <p>', 'avMNIST: images a class that have audio, of 105', pairList, [6, 9, 15, 21])
  .option('--resamples <n>', 'resamples of patients behind an interval', wholeNumber(100), 500)
  .option(
    '--admissions <n>',
    `of the synthetic cohort (default: ${ADMISSIONS.small}, with --full ${ADMISSIONS.full})`,
    wholeNumber(100),
  )
  .option('--folds <k>', 'of the eICU demo, the first of five', wholeNumber(1), NUM_FOLDS)
  .option('--epochs <n>', 'of every training, in the place of its own', wholeNumber(3))
  .option('--members <n>', 'networks of a model, in the place of its own', wholeNumber(1))
  .addOption(
    new Option(
      '--modality <name>',
      'what figures 4, 5, 7 and tables 10, 11 look at; the paper calls diagnoses weak',
    )
      .choices(MODALITIES)
      .default('diagnoses'),
  )
  .option('--database <file>', 'a database of MIMIC-IV of your own, for --data mimic-iv')
  .option('--full', 'full size, and all that takes a training for every pattern')
  .option(
    '--folder <folder>',
    'where data and partial results are kept',
    path.join(tmpdir(), `lacuna-paper-${commit}`),
  )
  .option('--output <folder>', 'where the JSON, CSV and SVG go', '.')
  .option('--json', 'print the JSON on standard output')
  .option('--record', 'write the rows to bench/RESULTS.md')
  .parse();
const flags = program.opts<Flags>();
const started = performance.now();
const onStep = (step: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${step}`);

const name = studyName();
const study = await loadStudy(name);
await loadEngine();
await measure();

function studyName(): string {
  if (flags.table !== undefined) return `table-${flags.table}`;
  if (flags.figure !== undefined) return `figure-${flags.figure}`;
  return program.error('error: name a table or a figure: --table 1, --figure 5');
}

async function loadStudy(wanted: string): Promise<Study> {
  const loader = STUDIES[wanted];
  if (loader === undefined) {
    return program.error(`error: there is no ${wanted}: there are ${Object.keys(STUDIES).join(', ')}`);
  }
  const loaded = await loader();
  if (flags.data !== undefined && !loaded.data.includes(flags.data)) {
    return program.error(`error: ${wanted} is measured on ${loaded.data.join(', ')}, not on ${flags.data}`);
  }
  if (flags.data === 'mimic-iv' && flags.database === undefined) {
    return program.error('error: mimic-iv is a database of your own: name it with --database');
  }
  return loaded;
}

async function measure(): Promise<void> {
  const {
    folder,
    database,
    seeds,
    masks,
    rates,
    tasks,
    pairs,
    resamples,
    full = false,
    folds,
    epochs,
    members,
  } = flags;
  const settings = {
    ...(epochs === undefined ? {} : { epochs }),
    ...(members === undefined ? {} : { members }),
  };
  const admissions = flags.admissions ?? (full ? ADMISSIONS.full : ADMISSIONS.small);
  const [first = 'eicu'] = study.data;
  const opened = await openData(flags.data ?? first, { folder, folds, admissions, database, onStep });
  const data = { ...opened, tasks: opened.tasks.filter(({ key }) => tasks.includes(key)) };
  const numbered = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
  const report = await study.run({
    data,
    seeds: numbered(seeds),
    maskSeeds: numbered(masks),
    rates,
    pairs,
    resamples,
    settings,
    modality: flags.modality,
    full,
    folder,
    onStep,
  });
  const size = [data.size, ...Object.entries(settings).map(([what, n]) => `${n} ${what}`)].join(', ');
  const published = readPublished(name);
  const written: Written = {
    study: name,
    data: data.name,
    size,
    seeds,
    reading: study.reading,
    published,
    report,
  };
  for (const file of writeReport(flags.output, written)) onStep(`wrote ${file}`);
  if (flags.json === true) console.log(JSON.stringify(written));
  else console.log(reportLines(written).join('\n'));
  if (flags.record === true) record(written);
}

function record({ study: of, size, report, published, seeds }: Written): void {
  const rows = report.rows.flatMap(({ name: row, ours, paper, absent }) => {
    if (absent !== undefined) return [];
    const cells = report.columns.flatMap(({ key, label }) =>
      ours[key] === undefined ? [] : [`${label} ${cellText(ours[key])} (paper ${paper[key] ?? '-'})`],
    );
    return [`${row}: ${cells.join(', ')}`];
  });
  recordFigure({
    figure: `${of}, ${published.title}; ${size}, ${seeds} seeds`,
    mustReach: 'reported as it is',
    measured: `${rows.join('; ')}; ${load()}`,
  });
}
