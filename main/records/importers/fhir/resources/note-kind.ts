import { codesOf, textOf } from '../codes.ts';
import type { CodeableConceptElements } from '../elements.ts';

/** The kinds of notes that are told apart: only a discharge summary is written after what is to be predicted. */
export type NoteKind = 'discharge' | 'radiology' | 'other';

/** Discharge summaries by LOINC: of any author, of a physician, of a hospital. */
const DISCHARGE: ReadonlySet<string> = new Set([
  '18842-5',
  '11490-0',
  '28655-9',
  '34105-7',
  '28574-2',
  '34106-5',
]);
/** Reports of imaging by LOINC and by HL7's sections of diagnostic services. */
const RADIOLOGY: ReadonlySet<string> = new Set([
  ...['18748-4', '18726-0', '68604-8', 'LP29684-5'],
  ...['RAD', 'RX', 'RUS', 'NMR', 'NMS', 'CT', 'CUS', 'XRC', 'IMG'],
]);
const WORDS: readonly (readonly [RegExp, NoteKind])[] = [
  [/\bdischarge summar/i, 'discharge'],
  [/\b(radiolog|imaging|x-?ray)/i, 'radiology'],
];

/** The kind of a note by its type and categories, by codes or in words. */
export function noteKind(concepts: readonly (CodeableConceptElements | undefined)[]): NoteKind {
  const codes = concepts.flatMap((concept) => codesOf(concept)).map(({ code }) => code);
  if (codes.some((code) => DISCHARGE.has(code))) return 'discharge';
  if (codes.some((code) => RADIOLOGY.has(code))) return 'radiology';
  const words = concepts.map((concept) => textOf(concept) ?? '');
  const [, kind = 'other'] = WORDS.find(([form]) => words.some((said) => form.test(said))) ?? [];
  return kind;
}
