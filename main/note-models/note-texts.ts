import type { NoteEvent } from '../../models/features/evidence.ts';

/** Texts of a record, the newest first. What was chosen from forms is one text, the newest choice first. */
export function noteTexts(notes: readonly NoteEvent[]): string[] {
  const newestFirst = notes.toSorted((a, b) => a.minutesBefore - b.minutesBefore);
  const choices = newestFirst.flatMap(({ entry }) =>
    entry === undefined ? [] : [`${entry.heading}: ${entry.value}.`],
  );
  const written = newestFirst.flatMap(({ entry, text }) => (entry === undefined ? [text] : []));
  return choices.length === 0 ? written : [choices.join(' '), ...written];
}
