import { Command } from 'commander';
import { LacunaError } from '../errors.ts';
import { removeDemo } from '../demo/remove-demo.ts';
import { rememberFile } from '../demo/remember-file.ts';
import { prepareDemo } from '../demo/prepare-demo.ts';
import { generateCohort } from '../synthetic/generate-cohort.ts';
import { dataFolder } from '../system/data-folder.ts';
import { pathName, wholeNumber } from './parse.ts';
import { epochLine, importLine } from './progress.ts';
import { runCommand, type CommandContext, type CommonFlags } from './run-command.ts';

interface DemoFlags extends CommonFlags {
  readonly admissions: number;
  readonly seed: number;
  readonly output?: string;
  readonly remove?: boolean;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('the synthetic cohort: write its files, or prepare the demo database with a trained model')
    .option('--admissions <n>', 'how many admissions', wholeNumber(1), 2_000)
    .option('--seed <n>', 'seed', wholeNumber(0), 1)
    .option('--output <folder>', 'write the files and the known truth here, and nothing else', pathName)
    .option('--remove', 'delete the demo database and its models')
    .action((flags: DemoFlags) => runCommand(flags, (context) => demo(flags, context)));
}

async function demo(flags: DemoFlags, { terminal, signal }: CommandContext): Promise<void> {
  if (flags.remove === true) {
    if (flags.output !== undefined)
      throw new LacunaError('usage', '--remove and --output exclude each other');
    const outcome = await removeDemo(dataFolder());
    terminal.result(outcome, () => [outcome.removed ? 'the demo is removed' : 'there is no demo to remove']);
    return;
  }
  const { admissions, seed, output } = flags;
  if (output !== undefined) {
    const written = await generateCohort({
      admissions,
      seed,
      output,
      signal,
      onProgress: (done) => terminal.progress(`wrote ${done} of ${admissions} admissions`),
    });
    terminal.result(written, () => [
      `${written.admissions} synthetic admissions of ${written.patients} patients written to ${output}`,
    ]);
    return;
  }
  const prepared = await prepareDemo(
    { home: dataFolder(), admissions, seed },
    {
      signal,
      onStep: (step) => terminal.progress(step),
      onImport: (progress) => terminal.progress(importLine(progress)),
      onEpoch: (report) => terminal.progress(epochLine(report)),
    },
  );
  await rememberFile(dataFolder(), prepared.database);
  terminal.result(prepared, () => [`the synthetic demo is ready: ${prepared.database}`]);
}
