import { Command, CommanderError } from 'commander';
import { auditCommand } from './cli/audit.ts';
import { cohortCommand } from './cli/cohort.ts';
import { demoCommand } from './cli/demo.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { importCommand } from './cli/import.ts';
import { logCommand } from './cli/log.ts';
import { modelsCommand } from './cli/models.ts';
import { predictCommand } from './cli/predict.ts';
import { serveCommand, openCommand } from './cli/serve.ts';
import { settingsCommand } from './cli/settings.ts';
import { benchCommand, doctorCommand } from './cli/system.ts';
import { trainCommand } from './cli/train.ts';
import { Terminal } from './cli/terminal.ts';
import { LacunaError } from './errors.ts';
import { version } from './system/version.ts';

/** Exit codes: done, failed with a named error, wrong usage. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Errors that say the call itself was wrong, whatever found it out. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'usage',
  'unknown_modality',
  'unknown_task',
  'unknown_setting',
]);

function buildProgram(): Command {
  const program = new Command('lacuna')
    .description('Clinical risk prediction when parts of a record are missing. Research use only.')
    .version(version)
    .showHelpAfterError('(lacuna --help lists the commands)')
    .enablePositionalOptions();
  const commands = [
    importCommand(),
    demoCommand(),
    cohortCommand(),
    trainCommand(),
    predictCommand(),
    evaluateCommand(),
    auditCommand(),
    modelsCommand(),
    logCommand(),
    settingsCommand(),
    serveCommand(),
    openCommand(),
    doctorCommand(),
    benchCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return program;
}

/** Gives each command the shared flags, and leaves exiting and error text to `main`. */
function prepare(command: Command): void {
  command.exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  if (command.commands.length === 0) {
    command.option('--json', 'print one JSON document on standard output');
    command.option('--debug', 'show the stack of an unexpected failure');
  }
  command.commands.forEach(prepare);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof LacunaError && USAGE_CODES.has(error.code)) return EXIT.usage;
  return EXIT.failed;
}

async function main(argv: readonly string[]): Promise<number> {
  const program = buildProgram();
  prepare(program);
  const terminal = new Terminal({ json: argv.includes('--json'), debug: argv.includes('--debug') });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      terminal.failure(
        new LacunaError('usage', error.message.replace(/^error: /, ''), {
          hint: 'lacuna <command> --help shows the form',
        }),
      );
      return EXIT.usage;
    }
    terminal.failure(error);
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
