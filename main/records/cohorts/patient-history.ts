import type { SourceKind } from '../../api/services.ts';
import { dayOf } from './calendar.ts';

/** A stay in an intensive care unit; `endMinute` is `null` while it lasts. */
export interface IcuStay {
  readonly startMinute: number;
  readonly endMinute: number | null;
  /** Name of the unit that it starts in. */
  readonly unit: string | null;
}

/** What a stay in a unit says beyond an admission, where the stays of a source are those. */
export interface UnitStay {
  /** The source's id of the hospital stay that the stay is part of. */
  readonly hospitalStay: string;
  /** The source's id of the hospital. */
  readonly hospital: string;
  /** The source's own word, e.g. `stepdown/other`. */
  readonly stayType: string | null;
  /** Of the hospital stay, from 1. */
  readonly visitNumber: number | null;
  /** Whether the person died in the unit; `null` where the source does not say. */
  readonly expired: boolean | null;
}

/** One admission, or stay in a unit, as the rules of cohorts read it. */
export interface Admission {
  /** Row id in `encounter`. */
  readonly id: number;
  /** The source's id, `hadm_id`. */
  readonly key: string;
  readonly startMinute: number;
  /** Discharge; `null` while the admission lasts. */
  readonly endMinute: number | null;
  readonly deathMinute: number | null;
  /** `null` where the source does not say. */
  readonly hospitalExpired: boolean | null;
  readonly admissionType: string | null;
  readonly dischargeLocation: string | null;
  /** Age in years at the start. */
  readonly ageYears: number | null;
  /** Name of the unit that it starts in. */
  readonly unit: string | null;
  /** By start. */
  readonly icuStays: readonly IcuStay[];
  /** `null` for an admission to a hospital. */
  readonly unitStay: UnitStay | null;
}

/** All that a source says of one person's stays. */
export interface PatientHistory {
  /** Row id in `patient`. */
  readonly id: number;
  /** The source's id, `subject_id`. */
  readonly key: string;
  /** Row id in `source`, and its kind. */
  readonly sourceId: number;
  readonly source: SourceKind;
  /** Calendar day of death, `null` when none is known. */
  readonly dod: number | null;
  /** Last day on which a death would be known, `null` when unknown. */
  readonly deathFollowupEnd: number | null;
  /** Age in one year of the person's shifted calendar ... */
  readonly anchorAge: number | null;
  /** ... and the years, as `2014 - 2016`, one of which it really was. */
  readonly anchorYearGroup: string | null;
  /** Every admission, by start, before any rule. */
  readonly admissions: readonly Admission[];
}

/** Calendar day of death: as stated for the person, otherwise the day of a death in hospital. */
export function deathDayOf(history: PatientHistory): number | null {
  if (history.dod !== null) return history.dod;
  const minute = firstDeathMinute(history.admissions);
  return minute === null ? null : dayOf(minute);
}

/**
 * Stays that no cohort holds: a stay that ends before it starts, and an admission after death, as organ donors have.
 * @param admission one of `history.admissions`.
 */
export function isOfTheDead(admission: Admission, history: PatientHistory): boolean {
  if (admission.endMinute !== null && admission.endMinute < admission.startMinute) return true;
  const death = firstDeathMinute(history.admissions);
  if (death !== null && admission.startMinute > death) return true;
  return history.dod !== null && dayOf(admission.startMinute) > history.dod;
}

function firstDeathMinute(admissions: readonly Admission[]): number | null {
  const minutes = admissions.flatMap(({ deathMinute }) => (deathMinute === null ? [] : [deathMinute]));
  return minutes.length === 0 ? null : Math.min(...minutes);
}
