import { hasCode } from './codes.ts';
import type { CodeableConceptElements } from './elements.ts';

/** Intensive care units by SNOMED CT (admission to one, one as a place) and by HL7's roles of places. */
const CODES: ReadonlySet<string> = new Set(['305351004', '309904001', 'ICU', 'PEDICU', 'PEDNICU']);
const WORDS = /\b(intensive care|critical care|[a-z]{0,4}icu|ccu|intensiv(station|medizin|pflege)\w*)\b/i;

/** Whether what is said of a stay or a place, in words or codes, is that it is intensive care. */
export function isIntensiveCare(
  words: readonly (string | null | undefined)[],
  concepts: readonly (CodeableConceptElements | undefined)[],
): boolean {
  return (
    words.some((said) => said !== null && said !== undefined && WORDS.test(said)) ||
    concepts.some((concept) => hasCode(concept, CODES))
  );
}
