import { sentence, type Sentence } from '../../../../models/wording.ts';

/** Tables that are there and not read on purpose, each with the reason; all others are simply not needed. */
const REASONS: Readonly<Record<string, Sentence>> = {
  apachepatientresult: sentence`how the stay ended, and what APACHE predicted of it`,
  apachepredvar: sentence`inputs of APACHE beside how the stay ended; its measurements are in apacheApsVar`,
  careplaneol: sentence`plans for the end of life, which is what is to be predicted`,
  nursecharting: sentence`charted by nurses; its vital signs are in vitalPeriodic and vitalAperiodic`,
};

/** Why a table is not read, whatever the case of its name; `null` where there is nothing to say. */
export function whyUnused(table: string): Sentence | null {
  return REASONS[table.toLowerCase()] ?? null;
}
