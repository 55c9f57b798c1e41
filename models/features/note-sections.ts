/** A stretch of a note under one heading. */
export interface NoteSection {
  /** Lower-case heading; `null` before the first one. */
  readonly heading: string | null;
  /** Lower-case words of two letters or more, in order. */
  readonly words: readonly string[];
}

/** A heading stands at the start of a line, begins with a capital and ends with a colon: `Brief Hospital Course:`. */
const HEADING = /^[ \t]*([A-Z][A-Za-z /&()-]{2,48}):/gm;
const WORD = /\p{L}[\p{L}\p{N}]+/gu;

/** Cuts a note at its headings. Numbers and de-identification blanks (`___`) are no words. */
export function noteSections(text: string): NoteSection[] {
  const sections: NoteSection[] = [];
  let heading: string | null = null;
  let start = 0;
  const close = (end: number): void => {
    const words = text.slice(start, end).toLowerCase().match(WORD);
    if (words !== null) sections.push({ heading, words });
  };
  for (const match of text.matchAll(HEADING)) {
    close(match.index);
    heading = (match[1] ?? '').trim().toLowerCase();
    start = match.index + match[0].length;
  }
  close(text.length);
  return sections;
}
