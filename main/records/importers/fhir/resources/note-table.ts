import { LINK } from '../coded-event.ts';
import { MINUTE, optional, required, resourceTable, TEXT } from '../resource-table.ts';
import { type Sentence } from '../../../../../models/wording.ts';

interface NoteTableOptions {
  /** The element that leads to the encounter. */
  readonly encounter: string;
  readonly without: Sentence;
}

/** The table of a type of resource with a text. */
export function noteTable(type: string, { encounter, without }: NoteTableOptions) {
  const table = resourceTable(type, {
    use: 'used',
    columns: {
      subject: required(`${type}.subject`),
      encounter: optional(`${type}.${encounter}`),
      kind: TEXT,
      charted: MINUTE,
      stored: MINUTE,
      text: TEXT,
    },
    link: LINK,
    without,
  });
  return { ...table, rowBytes: null };
}
