import type { Reason } from '../api/mapping-proposal.ts';

/** Why a file or a column is taken for what is proposed. */
export const REASON_TEXTS: Readonly<Record<Reason, string>> = {
  calledSo: 'for it is called so',
  fileCalledSo: 'for the file is called so',
  startAndEnd: 'for every row has a start, an end and a key',
  onePersonARow: 'for every row is another person',
  longTexts: 'for it holds long texts',
  numbersInColumns: 'for it holds numbers in columns, with a time',
  itemsAndValues: 'for every row has an item and a value',
  looksLikeIcd10: 'for the values look like ICD-10',
  looksLikeLoinc: 'for the values look like LOINC',
  looksLikeAtc: 'for the values look like ATC',
  looksLikeOps: 'for the values look like OPS',
  keysOfAdmissions: 'for the values are keys of admissions',
  keysOfPeople: 'for the values are keys of people',
  dates: 'for the values are dates',
  numbers: 'for the values are numbers',
  everyValueDiffers: 'for every value differs',
};
