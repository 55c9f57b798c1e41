import { sentence, type Sentence } from '../../../../models/wording.ts';

const CODED_LATER = sentence`coded after the visit, with no time from which it was known`;
const GIVEN = sentence`what was given, known of fewer than half of the admissions of 2011 to 2013; it is not mixed with what was ordered`;

/** Tables that are there and not read on purpose, each with the reason; all others are simply not needed. */
const REASONS: Readonly<Record<string, Sentence>> = {
  'ed/diagnosis': CODED_LATER,
  'ed/medrecon': sentence`what people say they take at home; it is not mixed with what was ordered`,
  'ed/pyxis': sentence`what was dispensed in the emergency department alone; it is not mixed with what was ordered`,
  'hosp/drgcodes': CODED_LATER,
  'hosp/emar': GIVEN,
  'hosp/emar_detail': GIVEN,
};

/** Why a table is not read; `null` where there is nothing to say. */
export function whyUnused(table: string): Sentence | null {
  return REASONS[table] ?? null;
}
