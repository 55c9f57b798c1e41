import type { RandomStream } from '../../../models/random/random-stream.ts';
import { DRUGS } from '../catalogue/drugs.ts';
import { formatMinute, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

const FIRST_PHARMACY = 10_000_001;
const LATEST_START_HOURS = 16;
const LONGEST_COURSE_DAYS = 5;
/** A canary: the status of an order equals the label of `readmission-15d`, and is only known after it. */
const STATUS_BY_LABEL = ['Expired', 'Discontinued via patient discharge'] as const;
const STATUS_OF_UNLABELLED = 'Discontinued';

/** Writes a prescription and its pharmacy order for each drug, entered and started within the first day. */
export function writeMedications(
  random: RandomStream,
  { subjectId, hadmId, contents, present, planned }: RecordedAdmission,
  { files, ids }: RowTarget,
): void {
  if (!present.medications) return;
  const { admit, leave } = planned.times;
  const label = planned.labels['readmission-15d'];
  const latestStart = Math.min(LATEST_START_HOURS * MINUTES_PER_HOUR, Math.floor((leave - admit) / 2));
  for (const index of contents.drugs) {
    const drug = DRUGS[index] ?? null;
    const pharmacyId = ids.next('pharmacy', FIRST_PHARMACY);
    const entered = admit + random.int(latestStart);
    const start = entered + random.int(MINUTES_PER_HOUR);
    const stop = Math.min(leave, start + (1 + random.int(LONGEST_COURSE_DAYS)) * MINUTES_PER_DAY);
    const order = {
      subject_id: subjectId,
      hadm_id: hadmId,
      pharmacy_id: pharmacyId,
      starttime: formatMinute(start),
      stoptime: formatMinute(stop),
    };
    files.write('hosp/prescriptions', {
      ...order,
      drug_type: 'MAIN',
      drug,
      dose_val_rx: 1 + random.int(2),
      dose_unit_rx: 'dose',
      doses_per_24_hrs: 1 + random.int(3),
      route: 'PO/NG',
    });
    files.write('hosp/pharmacy', {
      ...order,
      medication: drug,
      proc_type: 'Unit Dose',
      status: label === null ? STATUS_OF_UNLABELLED : STATUS_BY_LABEL[label],
      entertime: formatMinute(entered),
      verifiedtime: formatMinute(entered),
      route: 'PO/NG',
      frequency: 'DAILY',
    });
  }
}
