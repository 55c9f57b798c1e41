import type { Wording } from '../../../models/wording.ts';

/** What to do, where the host names a command or an option of the command line and the window has a place for it. */
const IN_THE_WINDOW: Readonly<Record<string, string>> = {
  'choose other modalities, or a larger cohort: lacuna cohort counts who has which':
    'choose other modalities, or a larger cohort: Cohort counts who has which',
  'it looks like {0}, which is another source: import it with --source {1}':
    'it looks like {0}, which is another source ({1}): choose that one',
  'lacuna cohort --save <name> saves one': 'Cohort saves one',
  'lacuna cohort shows how many are left after each rule': 'Cohort shows how many are left after each rule',
  'lacuna lint lists all that would reach a model':
    'the leakage check on Cohort lists all that would reach a model',
  'lacuna train --resume {0}': 'resume it on Train ({0})',
  'leave --mapping out, or name --source csv':
    'leave the mapping out, or choose your own tables as the source',
  'name it with --source: {0}': 'choose a source on Cohort: {0}',
  'name what the schemas begin with: --schema-prefix <prefix>':
    'say in the field of the schema what the names begin with',
  'propose one, look it through, and name it: lacuna mapping <folder> --output mapping.yaml, then --mapping mapping.yaml':
    'let Import propose one, and look it through',
  'rejected without --run and --source lists what all imports rejected':
    'Import lists the rejected rows of each import',
};

/** What the host says of its own: label cards, rules, steps of work, details of failures. It is in English already. */
export function said(english: string, wording?: Wording): string {
  const own = IN_THE_WINDOW[wording?.form ?? english];
  return own === undefined ? english : filled(own, wording?.values ?? []);
}

function filled(form: string, values: Wording['values']): string {
  return form.replace(/\{(\d+)\}/g, (_, i: string) => values[Number(i)] ?? '');
}
