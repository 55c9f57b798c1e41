import { hasCode, textOf } from '../codes.ts';
import type { CodeableConceptElements } from '../elements.ts';

/** Where people are discharged to: by HL7's codes, by those of the National Uniform Billing Committee, in words. */
interface Disposition {
  readonly hl7: ReadonlySet<string>;
  readonly nubc: ReadonlySet<string>;
  readonly words: RegExp;
}

const DEAD: Disposition = {
  hl7: new Set(['exp']),
  nubc: new Set(['20', '40', '41', '42']),
  words: /\b(expired|died|deceased|dead|death)\b/i,
};
const HOSPICE: Disposition = {
  hl7: new Set(['hosp']),
  nubc: new Set(['50', '51']),
  words: /\bhospice\b/i,
};
const NUBC = /nubc|2\.16\.840\.1\.113883\.6\.301\.5$/i;

/** From accident and emergency, by HL7's code and in words. */
const FROM_EMERGENCY = { codes: new Set(['emd']), words: /\bemergency\b/i } as const;
const OBSERVATION_CLASS = 'OBSENC';

const ACT_PRIORITY = /ActPriority$/i;
/** HL7's priorities, of which a stay has one, in MIMIC-IV's words. */
const PRIORITIES: readonly (readonly [codes: ReadonlySet<string>, type: string])[] = [
  [new Set(['EL']), 'ELECTIVE'],
  [new Set(['UR', 'A', 'RR']), 'URGENT'],
  [new Set(['EM', 'S']), 'EMERGENCY'],
];

interface Admitted {
  readonly class: { readonly code?: string | undefined };
  readonly priority?: CodeableConceptElements | undefined;
  readonly hospitalization?: { readonly admitSource?: CodeableConceptElements | undefined } | undefined;
}

/** Whether the person died, as 1 or 0; `null` where no disposition is given. */
export function diedOf(disposition: CodeableConceptElements | undefined): number | null {
  return textOf(disposition) === null ? null : Number(is(disposition, DEAD));
}

/** Where to; of the dead and of hospice in the word by which cohorts know it. */
export function dischargeLocationOf(disposition: CodeableConceptElements | undefined): string | null {
  if (is(disposition, DEAD)) return 'DIED';
  return is(disposition, HOSPICE) ? 'HOSPICE' : textOf(disposition);
}

function is(concept: CodeableConceptElements | undefined, { hl7, nubc, words }: Disposition): boolean {
  return hasCode(concept, hl7) || hasCode(concept, nubc, NUBC) || words.test(textOf(concept) ?? '');
}

/** The type of an admission in the words by which cohorts know it; `null` where the encounter does not say. */
export function admissionTypeOf({ class: { code }, priority, hospitalization }: Admitted): string | null {
  const source = hospitalization?.admitSource;
  const viaEmergency =
    hasCode(source, FROM_EMERGENCY.codes) || FROM_EMERGENCY.words.test(textOf(source) ?? '');
  if (code === OBSERVATION_CLASS) return viaEmergency ? 'EU OBSERVATION' : 'DIRECT OBSERVATION';
  const [, type] = PRIORITIES.find(([codes]) => hasCode(priority, codes, ACT_PRIORITY)) ?? [];
  return viaEmergency && (type ?? 'EMERGENCY') === 'EMERGENCY' ? 'EW EMER.' : (type ?? null);
}
