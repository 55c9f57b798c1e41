import type { TrainingRequest } from '../api/services.ts';

type Flag = readonly [flag: string, value: string | undefined];

/** The command that does the same as a request from the window, ready to copy. */
export function commandLineOf(request: TrainingRequest, database: string): string {
  const flags: Flag[] = [
    ['--database', database],
    ...cohortFlags(request),
    ['--preset', request.trainingPreset],
    ['--encoders', request.encoders],
    ['--fusion', request.fusion],
    ['--modalities', request.modalities?.join(',')],
    ['--seed', String(request.seed)],
    ...settingFlags(request),
    ['--name', request.name],
  ];
  const words = flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(value)]));
  const notes = isWritten(request) ? ['--cohort <file of the cohort>'] : [];
  return ['npm run --silent lacuna -- train', ...words, ...notes].join(' ');
}

function settingFlags({ settings = {}, search }: TrainingRequest): Flag[] {
  return [
    ...Object.entries(settings).map(([name, value]): Flag => ['--set', `${name}=${String(value)}`]),
    ['--search', search?.trials.toString()],
    ...Object.entries(search?.space ?? {}).map(([name, values]): Flag => ['--vary', `${name}=${values}`]),
  ];
}

function cohortFlags(request: TrainingRequest): Flag[] {
  const { saved } = request;
  if (saved !== undefined) return [['--cohort', `${saved.name}@${saved.version}`]];
  return isWritten(request) ? [] : ruleFlags(request);
}

/** Whether the cohort says what has no flag of its own, so that it must be written to a file. */
function isWritten({ saved, filters, split }: TrainingRequest): boolean {
  return saved === undefined && (filters !== undefined || split !== undefined);
}

function ruleFlags(request: TrainingRequest): Flag[] {
  const rules = Object.entries(request.rules ?? {});
  const inputs = Object.entries(request.inputs ?? {}).filter(([, isOn]) => isOn === true);
  return [
    ['--task', request.task],
    ['--cohort', request.preset],
    ['--source', request.source],
    ['--labels', request.labels],
    ['--timing', request.timing],
    ['--variant', request.variant],
    ['--hours', request.hours?.toString()],
    ['--look-back', request.lookBackHours?.toString()],
    ...rules.map(([name, value]): Flag => ['--rule', value === undefined ? undefined : `${name}=${value}`]),
    ...inputs.map(([name]): Flag => ['--input', name]),
  ];
}

/** A word as a POSIX shell reads it back. */
function shellWord(word: string): string {
  return /^[\w./,:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
