import type { EncounterEvidence } from './evidence.ts';
import { hourlyResultsCut } from './hourly-lab-vectorizer.ts';
import type { Vectorizers } from './vectorizers.ts';

/** What of a record a model does not read for its length, as sentences; of the training encounters. */
export function cutInTraining({ labs, notes }: Pick<Vectorizers, 'labs' | 'notes'>): string[] {
  return [...cutResults(labs), ...cutNotes(notes)];
}

function cutResults(labs: Vectorizers['labs']): string[] {
  if (!('kind' in labs)) return [];
  const { hours, cut } = labs;
  const { results, cutResults, encounters, cutEncounters } = cut;
  return [
    `labs: read hour by hour over the last ${hours} h; ${cutResults} of ${results} results, in ${cutEncounters} of ` +
      `${encounters} training encounters, are earlier, and of these only the latest of each item stands`,
  ];
}

function cutNotes(notes: Vectorizers['notes']): string[] {
  if (!('kind' in notes)) return [];
  const { model, cut } = notes;
  const { windows, cutWindows, encounters, cutEncounters } = cut;
  return [
    `notes: read by a text model, the first ${model.windowsOfNote} windows of ${model.window} tokens of each of the ` +
      `newest ${model.notesOfRecord} notes; ${cutWindows} of ${windows} windows, in ${cutEncounters} of ` +
      `${encounters} training encounters, are left out`,
  ];
}

/** The same of one record; empty where all of it is read. */
export function cutOfRecord(
  { labs }: Pick<Vectorizers, 'labs'>,
  record: Pick<EncounterEvidence, 'labs' | 'noteReading'>,
): string[] {
  const { windows, cutWindows } = record.noteReading ?? { windows: 0, cutWindows: 0 };
  const cut = 'kind' in labs ? hourlyResultsCut(labs, record.labs) : 0;
  const hours = 'kind' in labs ? labs.hours : 0;
  return [
    ...(cut === 0
      ? []
      : [
          `labs: ${cut} of ${record.labs.length} results are from before the last ${hours} h, and of these only the ` +
            'latest of each item stands',
        ]),
    ...(cutWindows === 0 ? [] : [`notes: ${cutWindows} of ${windows} windows of text are left out`]),
  ];
}
