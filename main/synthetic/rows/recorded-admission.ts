import { MODALITIES, type PerModality } from '../../../models/modalities/modality.ts';
import type { RandomStream } from '../../../models/random/random-stream.ts';
import { bernoulli, drawWeighted } from '../generative/factors.ts';
import type { Contents } from '../generative/contents.ts';
import type { PlannedAdmission } from '../plan/patient-plan.ts';
import { dayOf, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { CohortFiles } from '../tables/cohort-files.ts';

/** Numbers that are unique over the whole cohort, handed out in order. */
export class Ids {
  readonly #next = new Map<string, number>();

  /** The next number of a kind, from `first` on. */
  next(kind: string, first: number): number {
    const id = this.#next.get(kind) ?? first;
    this.#next.set(kind, id + 1);
    return id;
  }
}

/** An admission on its way to the files. */
export interface RecordedAdmission {
  readonly subjectId: number;
  readonly hadmId: number;
  readonly planned: PlannedAdmission;
  readonly contents: Contents;
  readonly present: PerModality<boolean>;
  /** `dischtime` as written: of a quarter of the deaths, midnight before. */
  readonly discharge: number;
  readonly admissionType: string;
  /** Registration in the emergency department, minutes; `null` for who came another way. */
  readonly emergencyStart: number | null;
}

/** Where rows go, and the numbers that they bear. */
export interface RowTarget {
  readonly files: CohortFiles;
  readonly ids: Ids;
}

const OBSERVATION_TYPE = 'EU OBSERVATION';
const EMERGENCY_TYPE = 'EW EMER.';
/** Types of a stay that is not for observation, with their weights: noise. */
const ADMISSION_TYPES = [EMERGENCY_TYPE, 'URGENT', 'DIRECT EMER.', 'SURGICAL SAME DAY ADMISSION', 'ELECTIVE'];
const ADMISSION_TYPE_WEIGHTS = [60, 20, 5, 10, 5];
const MIDNIGHT_DISCHARGE_SHARE = 0.25;
const EMERGENCY_HOURS = { from: 1, to: 8 } as const;

/** Settles what the files say of the way in and out of an admission. */
export function recordAdmission(
  random: RandomStream,
  admission: Pick<RecordedAdmission, 'subjectId' | 'hadmId' | 'planned' | 'contents' | 'present'>,
): RecordedAdmission {
  const { factors, times } = admission.planned;
  const drawnType = ADMISSION_TYPES[drawWeighted(random, ADMISSION_TYPE_WEIGHTS)] ?? EMERGENCY_TYPE;
  const admissionType = factors.observationStay ? OBSERVATION_TYPE : drawnType;
  const waiting = random.uniform(EMERGENCY_HOURS.from, EMERGENCY_HOURS.to) * MINUTES_PER_HOUR;
  const isEmergency = admissionType === OBSERVATION_TYPE || admissionType === EMERGENCY_TYPE;
  const midnight = dayOf(times.leave) * MINUTES_PER_DAY;
  const atMidnight = bernoulli(random, MIDNIGHT_DISCHARGE_SHARE) && times.death !== null;
  return {
    ...admission,
    admissionType,
    // The emergency department of a contiguous stay would lie in the stay before.
    emergencyStart: isEmergency && !times.isContiguous ? times.admit - Math.floor(waiting) : null,
    discharge: atMidnight && midnight >= times.admit ? midnight : times.leave,
  };
}

/** Writes which modalities the source does not cover; an absence of notes and labs says so itself. */
export function writeCoverage({ hadmId, present }: RecordedAdmission, { files }: RowTarget): void {
  for (const modality of MODALITIES) {
    if (present[modality] || modality === 'notes' || modality === 'labs') continue;
    files.writeCoverage({ hadmId: String(hadmId), modality, covered: 0 });
  }
}
