/**
 * The headings under which a MIMIC discharge summary states how the stay ended. What stands between them and the next
 * heading of the whole document goes with them: where a person was sent, and in what condition.
 */
export const OUTCOME_HEADINGS: readonly string[] = [
  'discharge disposition',
  'discharge condition',
  'condition at discharge',
  'facility',
];

/** The headings of the document; others, such as `Mental Status:`, only divide a section. */
const HEADINGS = [
  ...OUTCOME_HEADINGS,
  'name',
  'admission date',
  'date of birth',
  'service',
  'allergies',
  'attending',
  'chief complaint',
  'major surgical or invasive procedure',
  'history of present illness',
  'past medical history',
  'social history',
  'family history',
  'physical exam',
  'pertinent results',
  'brief hospital course',
  'hospital course',
  'medications on admission',
  'discharge medications',
  'discharge diagnosis',
  'discharge diagnoses',
  'discharge instructions',
  'followup instructions',
  'follow-up instructions',
];

const HEADING = new RegExp(`^[ \\t]*(${HEADINGS.join('|')})[ \\t]*:`, 'gim');

/** A discharge summary without the sections that state the outcome. */
export function removeOutcomeSections(text: string): string {
  const headings = [...text.matchAll(HEADING)];
  const kept = [text.slice(0, headings[0]?.index ?? text.length)];
  headings.forEach((heading, i) => {
    if (OUTCOME_HEADINGS.includes(heading[1]?.toLowerCase() ?? '')) return;
    kept.push(text.slice(heading.index, headings[i + 1]?.index ?? text.length));
  });
  return kept.join('');
}
