import type { RandomStream } from '../../../models/random/random-stream.ts';
import { CARE_LIMITATION, DIAGNOSES, type CodeTitle } from '../catalogue/diagnoses.ts';
import { PROCEDURES } from '../catalogue/procedures.ts';
import { dayOf, formatDay, formatMinute, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { CohortFiles } from '../tables/cohort-files.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

const ICD_VERSION = 10;
/** `itemid` of the first procedure in `icu/d_items`; the others follow. */
const FIRST_PROCEDURE_ITEM = 225_001;
const FIRST_ORDER = 1_000_001;
const LATEST_START_HOURS = 18;
const LONGEST_PROCEDURE_HOURS = 3;

/** Writes the names of all codes and items. */
export function writeCodeNames(files: CohortFiles): void {
  for (const [icd_code, long_title] of [...DIAGNOSES, CARE_LIMITATION]) {
    files.write('hosp/d_icd_diagnoses', { icd_code, icd_version: ICD_VERSION, long_title });
  }
  for (const [index, [icd_code, long_title]] of PROCEDURES.entries()) {
    files.write('hosp/d_icd_procedures', { icd_code, icd_version: ICD_VERSION, long_title });
    files.write('icu/d_items', {
      itemid: FIRST_PROCEDURE_ITEM + index,
      label: long_title,
      abbreviation: icd_code,
      linksto: 'procedureevents',
      category: 'Procedures',
      unitname: 'min',
      param_type: 'Process',
    });
  }
}

/** The codes in random order, since a priority by meaning would be one more signal; then the canary of a death. */
export function writeDiagnoses(
  random: RandomStream,
  admission: RecordedAdmission,
  { files }: RowTarget,
): void {
  const { subjectId, hadmId, contents, planned } = admission;
  const codes = shuffled(random, contents.diagnoses).flatMap((index): CodeTitle[] => {
    const code = DIAGNOSES[index];
    return code === undefined ? [] : [code];
  });
  if (planned.times.death !== null) codes.push(CARE_LIMITATION);
  for (const [index, [icd_code]] of codes.entries()) {
    files.write('hosp/diagnoses_icd', {
      subject_id: subjectId,
      hadm_id: hadmId,
      seq_num: index + 1,
      icd_code,
      icd_version: ICD_VERSION,
    });
  }
}

/** Each procedure twice: as coded after discharge, and as charted in intensive care on the first day. */
export function writeProcedures(
  random: RandomStream,
  admission: RecordedAdmission & { readonly stayId: number },
  { files, ids }: RowTarget,
): void {
  const { subjectId, hadmId, stayId, contents, present, planned } = admission;
  if (!present.procedures) return;
  const { admit, leave } = planned.times;
  const latestStart = Math.min(LATEST_START_HOURS * MINUTES_PER_HOUR, Math.floor((leave - admit) / 2));
  for (const [position, index] of shuffled(random, contents.procedures).entries()) {
    const start = admit + random.int(latestStart);
    const minutes = 10 + random.int(LONGEST_PROCEDURE_HOURS * MINUTES_PER_HOUR - 10);
    const end = Math.min(start + minutes, leave);
    files.write('hosp/procedures_icd', {
      subject_id: subjectId,
      hadm_id: hadmId,
      seq_num: position + 1,
      chartdate: formatDay(dayOf(start)),
      icd_code: PROCEDURES[index]?.[0] ?? null,
      icd_version: ICD_VERSION,
    });
    const order = ids.next('order', FIRST_ORDER);
    files.write('icu/procedureevents', {
      subject_id: subjectId,
      hadm_id: hadmId,
      stay_id: stayId,
      starttime: formatMinute(start),
      endtime: formatMinute(end),
      storetime: formatMinute(end),
      itemid: FIRST_PROCEDURE_ITEM + index,
      value: end - start,
      valueuom: 'min',
      orderid: order,
      linkorderid: order,
      ordercategoryname: 'Procedures',
      ordercategorydescription: 'Task',
      isopenbag: 0,
      continueinnextdept: 0,
      statusdescription: 'FinishedRunning',
      ORIGINALAMOUNT: end - start,
      ORIGINALRATE: 1,
    });
  }
}

function shuffled(random: RandomStream, items: readonly number[]): number[] {
  return Array.from(random.permutation(items.length), (position) => items[position] ?? 0);
}
