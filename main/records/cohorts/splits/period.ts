import type { Admission, PatientHistory } from '../patient-history.ts';

/** Calendar years, both included, one of which it was. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const GROUP = /^(\d{4}) - (\d{4})$/;

/** A group as MIMIC-IV writes it, `2014 - 2016`; `null` for anything else. */
export function parseYearGroup(group: string | null): Period | null {
  const [, from, to] = GROUP.exec(group ?? '') ?? [];
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) };
}

/**
 * In which real years a person's anchor year and one of their stays lie, as far as the source tells; `null` where it does
 * not. MIMIC-IV shifts all dates of a person by the same number of years, gives the real ones of one year to three, and
 * the age in it, by which the distance of every other year is known.
 */
export function periodOf(
  { anchorAge, anchorYearGroup }: PatientHistory,
  { ageYears }: Admission,
): { readonly anchor: Period; readonly stay: Period } | null {
  const anchor = parseYearGroup(anchorYearGroup);
  if (anchor === null || anchorAge === null || ageYears === null) return null;
  const yearsAfter = ageYears - anchorAge;
  return { anchor, stay: { from: anchor.from + yearsAfter, to: anchor.to + yearsAfter } };
}
