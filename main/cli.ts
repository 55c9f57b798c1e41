import { Command, CommanderError } from 'commander';
import { watchOutput } from './cli/output-streams.ts';
import { Terminal } from './cli/terminal.ts';
import { LacunaError } from './errors.ts';
import { asLacunaError } from './model-errors.ts';
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

/** Each command in the order of the help; its program is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  sources: async () => (await import('./cli/sources.ts')).sourcesCommand(),
  inspect: async () => (await import('./cli/inspect.ts')).inspectCommand(),
  import: async () => (await import('./cli/import.ts')).importCommand(),
  rejected: async () => (await import('./cli/rejected.ts')).rejectedCommand(),
  mapping: async () => (await import('./cli/mapping.ts')).mappingCommand(),
  remove: async () => (await import('./cli/remove.ts')).removeCommand(),
  demo: async () => (await import('./cli/demo.ts')).demoCommand(),
  cohort: async () => (await import('./cli/cohort.ts')).cohortCommand(),
  lint: async () => (await import('./cli/lint.ts')).lintCommand(),
  missingness: async () => (await import('./cli/missingness.ts')).missingnessCommand(),
  export: async () => (await import('./cli/export.ts')).exportCommand(),
  cohorts: async () => (await import('./cli/cohorts.ts')).cohortsCommand(),
  train: async () => (await import('./cli/train.ts')).trainCommand(),
  trials: async () => (await import('./cli/trials.ts')).trialsCommand(),
  predict: async () => (await import('./cli/predict.ts')).predictCommand(),
  neighbours: async () => (await import('./cli/neighbours.ts')).neighboursCommand(),
  evaluate: async () => (await import('./cli/evaluate.ts')).evaluateCommand(),
  audit: async () => (await import('./cli/audit.ts')).auditCommand(),
  compare: async () => (await import('./cli/compare.ts')).compareCommand(),
  diagnose: async () => (await import('./cli/diagnose.ts')).diagnoseCommand(),
  'predict-phase': async () => (await import('./cli/predict-phase.ts')).predictPhaseCommand(),
  models: async () => (await import('./cli/models.ts')).modelsCommand(),
  log: async () => (await import('./cli/log.ts')).logCommand(),
  settings: async () => (await import('./cli/settings.ts')).settingsCommand(),
  serve: async () => (await import('./cli/serve.ts')).serveCommand(),
  open: async () => (await import('./cli/serve.ts')).openCommand(),
  doctor: async () => (await import('./cli/system.ts')).doctorCommand(),
  bench: async () => (await import('./cli/system.ts')).benchCommand(),
};

/** As the parser takes them; no command is needed for them. */
const VERSION_FLAGS: readonly string[] = ['-V', '--version'];

/** Loads the command that is asked for, or all of them, e.g. to list them. */
function commandsFor(name: string | undefined): Promise<Command[]> {
  if (name !== undefined && VERSION_FLAGS.includes(name)) return Promise.resolve([]);
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const loads = load === undefined ? Object.values(COMMANDS) : [load];
  return Promise.all(loads.map((build) => build()));
}

async function buildProgram(name: string | undefined): Promise<Command> {
  const program = new Command('lacuna')
    .description('Clinical risk prediction when parts of a record are missing. Research use only.')
    .version(version)
    .enablePositionalOptions();
  for (const command of await commandsFor(name)) program.addCommand(command);
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

/** What the parser of the command line refused, in our own words where it has none. */
function usageError({ code, message }: CommanderError): LacunaError {
  if (code === 'commander.help') {
    return new LacunaError('usage', 'a command is missing', { hint: 'lacuna --help lists the commands' });
  }
  return new LacunaError('usage', message.replace(/^error: /, '').replaceAll('\n', ' '), {
    hint: 'lacuna <command> --help shows the form',
  });
}

async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const program = await buildProgram(argv[0]);
  prepare(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const named = error instanceof CommanderError ? usageError(error) : asLacunaError(error);
    terminal.failure(named);
    return exitCodeOf(named);
  }
}

const argv = process.argv.slice(2);
const terminal = new Terminal({ json: argv.includes('--json'), debug: argv.includes('--debug') });
watchOutput(terminal, (code) => process.exit(code));
process.exitCode = await main(argv, terminal);
