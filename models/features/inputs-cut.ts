import type { LabEvent } from './evidence.ts';
import { hourlyResultsCut } from './hourly-lab-vectorizer.ts';
import type { Vectorizers } from './vectorizers.ts';

/** What of a record a model does not read for its length, as sentences; of the training encounters. */
export function cutInTraining({ labs }: Pick<Vectorizers, 'labs'>): string[] {
  if (!('kind' in labs)) return [];
  const { hours, cut } = labs;
  const { results, cutResults, encounters, cutEncounters } = cut;
  return [
    `labs: read hour by hour over the last ${hours} h; ${cutResults} of ${results} results, in ${cutEncounters} of ` +
      `${encounters} training encounters, are earlier, and of these only the latest of each item stands`,
  ];
}

/** The same of one record; empty where all of it is read. */
export function cutOfRecord(
  { labs }: Pick<Vectorizers, 'labs'>,
  record: { readonly labs: readonly LabEvent[] },
): string[] {
  if (!('kind' in labs)) return [];
  const cut = hourlyResultsCut(labs, record.labs);
  if (cut === 0) return [];
  return [
    `labs: ${cut} of ${record.labs.length} results are from before the last ${labs.hours} h, and of these only the ` +
      'latest of each item stands',
  ];
}
