import { Option, type Command } from 'commander';
import { cohortPreset, labelPolicy, TASKS, type CohortSpec, type TaskName } from '../api/common.ts';
import type { CommonFlags } from './run-command.ts';
import { cohortInput, cohortRule, RULES } from './cohort-rules.ts';
import { pathName, positiveNumber } from './parse.ts';

export interface DatabaseFlag extends CommonFlags {
  readonly database?: string;
}

/** The database file; the one selected in the window when left out. */
export function withDatabase(command: Command): Command {
  return command.option(
    '--database <file>',
    'database file (default: the one selected in the window)',
    pathName,
  );
}

export interface CohortFlags {
  readonly task: TaskName;
  readonly preset?: CohortSpec['preset'] | undefined;
  readonly source?: string;
  readonly labels?: NonNullable<CohortSpec['labels']>;
  readonly timing?: NonNullable<CohortSpec['timing']>;
  readonly hours?: number;
  readonly lookBack?: number;
  readonly variant?: NonNullable<CohortSpec['variant']>;
  readonly rule?: NonNullable<CohortSpec['rules']>;
  readonly input?: NonNullable<CohortSpec['inputs']>;
}

/** The rules of a cohort one by one, but for its preset, which is named otherwise where `--preset` is another one. */
export function withRules(command: Command): Command {
  return command
    .addOption(new Option('--task <task>', 'what to predict').choices(TASKS))
    .addOption(new Option('--labels <policy>', 'label policy').choices(labelPolicy.options))
    .addOption(
      new Option('--timing <timing>', 'what counts as known').choices(['retrospective', 'available']),
    )
    .addOption(
      new Option('--variant <variant>', 'of mortality-hospital: from ICU or admission').choices([
        'icu',
        'admission',
      ]),
    )
    .option('--source <name>', 'source of the encounters, where the database holds several')
    .option('--hours <h>', 'hours after the start, for the 24-hour tasks', positiveNumber)
    .option('--look-back <h>', 'hours before the prediction that inputs reach back', positiveNumber)
    .option('--rule <name=value>', `a switch of the label card, repeatable: ${RULES.join(', ')}`, cohortRule)
    .option(
      '--input <name>',
      'what is no input by default, repeatable: auditVariables, outcomeSections, careLimitations',
      cohortInput,
    );
}

/** The rules of a cohort one by one. */
export function withCohort(command: Command): Command {
  return withRules(command).addOption(
    new Option('--preset <preset>', 'cohort rules').choices(cohortPreset.options),
  );
}

export function cohortSpecOf(flags: CohortFlags): CohortSpec {
  return {
    task: flags.task,
    preset: flags.preset ?? 'default',
    ...(flags.source === undefined ? {} : { source: flags.source }),
    ...(flags.labels === undefined ? {} : { labels: flags.labels }),
    ...(flags.timing === undefined ? {} : { timing: flags.timing }),
    ...(flags.hours === undefined ? {} : { hours: flags.hours }),
    ...(flags.lookBack === undefined ? {} : { lookBackHours: flags.lookBack }),
    ...(flags.variant === undefined ? {} : { variant: flags.variant }),
    ...(flags.rule === undefined ? {} : { rules: flags.rule }),
    ...(flags.input === undefined ? {} : { inputs: flags.input }),
  };
}
