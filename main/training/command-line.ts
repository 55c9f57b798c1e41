import type { TrainingRequest } from '../api/services.ts';

/** The command that does the same as a request from the window, ready to copy. */
export function commandLineOf(request: TrainingRequest, database: string): string {
  const flags: (readonly [string, string | undefined])[] = [
    ['--database', database],
    ['--task', request.task],
    ['--cohort', request.preset],
    ['--labels', request.labels],
    ['--timing', request.timing],
    ['--variant', request.variant],
    ['--hours', request.hours?.toString()],
    ['--look-back', request.lookBackHours?.toString()],
    ['--preset', request.trainingPreset],
    ['--encoders', request.encoders],
    ['--fusion', request.fusion],
    ['--modalities', request.modalities?.join(',')],
    ['--seed', String(request.seed)],
    ['--name', request.name],
  ];
  const words = flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(value)]));
  const settings = Object.entries(request.settings ?? {});
  const note = settings.length === 0 ? '' : ' --config <file with the changed settings>';
  return `npm run --silent lacuna -- train ${words.join(' ')}${note}`;
}

/** A word as a POSIX shell reads it back. */
function shellWord(word: string): string {
  return /^[\w./,:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
