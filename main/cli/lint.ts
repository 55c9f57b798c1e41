import { Command } from 'commander';
import type { CohortSpec } from '../api/common.ts';
import type { LintReport } from '../api/services.ts';
import { scoresBesideTruth } from '../audit/beside-truth.ts';
import { readModelBundle } from '../bundles/model-bundle.ts';
import { LacunaError } from '../errors.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import type { Database } from '../records/database.ts';
import { lintCohort, type LintOptions } from '../records/lint/lint-cohort.ts';
import { withReader } from './database.ts';
import { withWrittenCohort, writtenCohort, type WrittenCohortWords } from './cohort-choice.ts';
import { withDatabase } from './options.ts';
import { pathName } from './parse.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand } from './run-command.ts';

interface LintFlags extends WrittenCohortWords {
  readonly model?: string;
  readonly truth?: string;
}

export function lintCommand(): Command {
  const command = new Command('lint').description(
    'look for ways in which the outcome could reach a model; findings are no failure',
  );
  withWrittenCohort(withDatabase(command))
    .option(
      '--model <bundle>',
      'check how this model was made as well; its cohort is taken, and --task is not needed',
      pathName,
    )
    .option(
      '--truth <folder>',
      'with --model, of a synthetic cohort: its files, to see whether the model does better than can be',
      pathName,
    );
  return command.action((flags: LintFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const report = await withReader(flags.database, async (db) => {
        const { spec, ...made } = await subjectOf(db, flags);
        return lintCohort(db, spec, {
          ...made,
          onProgress: (done, total) => terminal.progress(`checked ${done} of ${total} encounters`),
        });
      });
      terminal.result(report, () => reportLines(report));
    }),
  );
}

async function subjectOf(
  db: Database,
  { model: bundle, truth, ...words }: LintFlags,
): Promise<{ readonly spec: CohortSpec } & Pick<LintOptions, 'model' | 'scores'>> {
  if (bundle === undefined) {
    if (truth !== undefined) throw new LacunaError('usage', '--truth goes with --model');
    return { spec: await writtenCohort(words) };
  }
  if (truth === undefined) {
    const { manifest, cohort } = await readModelBundle(bundle);
    return { spec: cohort, model: manifest };
  }
  return withLoadedModel(bundle, async (model) => ({
    spec: model.cohort,
    model: model.manifest,
    scores: await scoresBesideTruth(db, model, truth),
  }));
}

const SEVERITIES = {
  error: 'errors: training is refused',
  warning: 'warnings: the model will look better than it is',
  judge: 'for you to judge',
} as const;

function reportLines({ findings, rules, rejected }: LintReport): string[] {
  const checked = rules.filter((rule) => rule.checked);
  const lines = Object.entries(SEVERITIES).flatMap(([severity, heading]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const concerned = rules.filter(({ rule }) => own.some((finding) => finding.rule === rule));
    return [
      heading,
      ...concerned.flatMap(({ rule, meaning }) => [
        `  ${rule}: ${meaning}`,
        ...own.filter((finding) => finding.rule === rule).map(findingLine),
      ]),
      '',
    ];
  });
  const unchecked = rules.filter((rule) => !rule.checked).map(({ rule }) => rule);
  return [
    ...lines,
    `${checked.length} rules checked, ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`,
    ...(unchecked.length === 0 ? [] : [`nothing to check for: ${unchecked.join(', ')}`]),
    ...rejectedLines(rejected),
  ];
}

function findingLine({ feature, detail, count }: LintReport['findings'][number]): string {
  return `${String(count).padStart(9)}  ${feature === null ? '' : `${feature}: `}${detail}`;
}
