import { createHmac, randomBytes } from 'node:crypto';
import { MINUTES_PER_DAY } from '../cohorts/calendar.ts';
import type { Database } from '../database.ts';

/** What people, stays and times are called outside. */
export interface Identities {
  /** @param key the source's id. */
  readonly subject: (key: string) => string;
  /** @param key the source's id, or `source:id`. */
  readonly stay: (key: string) => string;
  /** What is to be added to the minutes of a person, by row id in `patient`. */
  readonly shift: (patientId: number) => number;
}

/** The day on which everybody's first stay starts: 2000-01-01. */
const FIRST_DAY = 10_957;

export const FIRST_START_SQL = `
  SELECT min(start_minute) FROM encounter WHERE patient_id = ? AND kind = 'admission'`;

export interface PseudonymOptions {
  /** Name of the source, whose ids are its own. */
  readonly source: string;
  /** With the same salt the ids are the same; without one they are others each time. */
  readonly salt?: string | undefined;
}

/**
 * Ids by a salted hash, and times as if the first stay of each person started on the same day: the intervals between the
 * events of one person are kept, and nothing else of when they were.
 */
export function pseudonyms(db: Database, { source, salt }: PseudonymOptions): Identities {
  const key = salt ?? randomBytes(32);
  const firstStart = db.prepare<[number], number>(FIRST_START_SQL).pluck();
  const shifts = new Map<number, number>();
  const hashed = (text: string): string => {
    const digest = createHmac('sha256', key).update(text).digest();
    // Positive, and as an id of MEDS a signed 64-bit number.
    return (digest.readBigUInt64BE() >> 1n).toString();
  };
  return {
    subject: (subject) => hashed(`subject:${source}:${subject}`),
    stay: (stay) => hashed(`stay:${source}:${stay}`),
    shift: (patientId) => {
      let shift = shifts.get(patientId);
      if (shift === undefined) {
        shift = FIRST_DAY * MINUTES_PER_DAY - (firstStart.get(patientId) ?? 0);
        shifts.clear();
        shifts.set(patientId, shift);
      }
      return shift;
    },
  };
}

/** Ids and times as the source has them. */
export const AS_IS: Identities = { subject: (key) => key, stay: (key) => key, shift: () => 0 };
