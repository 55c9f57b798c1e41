import type { RandomStream } from '../../../models/random/random-stream.ts';
import { formatMinute, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

const FIRST_STAY = 30_000_001;
const FIRST_TRANSFER = 50_000_001;
const EMERGENCY_UNIT = 'Emergency Department';
/** Units are noise: they depend on nothing. */
const INTENSIVE_UNITS = [
  'Medical Intensive Care Unit (MICU)',
  'Surgical Intensive Care Unit (SICU)',
  'Medical/Surgical Intensive Care Unit (MICU/SICU)',
  'Coronary Care Unit (CCU)',
  'Cardiac Vascular Intensive Care Unit (CVICU)',
];
const WARDS = ['Medicine', 'Med/Surg', 'Neurology', 'Vascular', 'Transplant'];
const LONGEST_INTENSIVE_DAYS = 4;

interface UnitStay {
  readonly unit: string;
  readonly isIntensive: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * Writes the way through the units: intensive care from the admission on, for longer than a day, then a ward. Who is not
 * to count for `mortality-hospital` spends an hour or two of the first day on a ward, so that the first stay is short
 * while the unit at 24 h is the same.
 * @returns `stay_id` of the first stay in intensive care.
 */
export function writeUnits(random: RandomStream, admission: RecordedAdmission, target: RowTarget): number {
  const { subjectId, hadmId, emergencyStart, discharge, planned } = admission;
  const { files, ids } = target;
  const transfer = (eventtype: string, unit: string | null, times: { from: number; to: number | null }) =>
    files.write('hosp/transfers', {
      subject_id: subjectId,
      hadm_id: hadmId,
      transfer_id: ids.next('transfer', FIRST_TRANSFER),
      eventtype,
      careunit: unit,
      intime: formatMinute(times.from),
      outtime: times.to === null ? null : formatMinute(times.to),
    });
  if (emergencyStart !== null) {
    transfer('ED', EMERGENCY_UNIT, { from: emergencyStart, to: planned.times.admit });
  }
  let firstStay: number | null = null;
  for (const [index, { unit, isIntensive, from, to }] of drawUnits(random, admission).entries()) {
    transfer(index === 0 ? 'admit' : 'transfer', unit, { from, to });
    if (!isIntensive) continue;
    const stayId = ids.next('stay', FIRST_STAY);
    firstStay ??= stayId;
    files.write('icu/icustays', {
      subject_id: subjectId,
      hadm_id: hadmId,
      stay_id: stayId,
      first_careunit: unit,
      last_careunit: unit,
      intime: formatMinute(from),
      outtime: formatMinute(to),
      los: (to - from) / MINUTES_PER_DAY,
    });
  }
  transfer('discharge', null, { from: discharge, to: null });
  if (firstStay === null) throw new RangeError('expected every admission to pass through intensive care');
  return firstStay;
}

function drawUnits(random: RandomStream, { planned }: RecordedAdmission): UnitStay[] {
  const { admit, leave, death } = planned.times;
  const unit = pick(random, INTENSIVE_UNITS);
  const ward = pick(random, WARDS);
  const firstDay = admit + MINUTES_PER_DAY;
  const shortest = firstDay + MINUTES_PER_HOUR;
  const longest = Math.min(leave - MINUTES_PER_HOUR, admit + LONGEST_INTENSIVE_DAYS * MINUTES_PER_DAY);
  const end = death === null ? shortest + random.int(Math.max(1, longest - shortest)) : leave;
  const intensive = (from: number, to: number): UnitStay => ({ unit, isIntensive: true, from, to });
  const onWard = (from: number, to: number): UnitStay => ({ unit: ward, isIntensive: false, from, to });
  const stays = [intensive(admit, end)];
  if (planned.leavesUnitEarly) {
    const out = admit + (6 + random.int(12)) * MINUTES_PER_HOUR;
    const back = out + MINUTES_PER_HOUR + random.int(MINUTES_PER_HOUR);
    stays.splice(0, 1, intensive(admit, out), onWard(out, back), intensive(back, end));
  }
  if (end < leave) stays.push(onWard(end, leave));
  return stays;
}

function pick(random: RandomStream, names: readonly string[]): string {
  return names[random.int(names.length)] ?? '';
}
