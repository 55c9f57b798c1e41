import type { MappedRole } from '../../../main/api/mapping.ts';
import type { Reason } from '../../../main/api/mapping-proposal.ts';

const role: Readonly<Record<MappedRole, string>> = {
  people: 'people',
  admissions: 'admissions',
  icuStays: 'stays in intensive care',
  diagnoses: 'diagnoses',
  procedures: 'procedures',
  medications: 'medications',
  results: 'labs and vital signs',
  notes: 'notes',
};

const reason: Readonly<Record<Reason, string>> = {
  calledSo: 'it is called so',
  fileCalledSo: 'the file is called so',
  startAndEnd: 'every row has a start, an end and a key',
  onePersonARow: 'every row is another person',
  longTexts: 'it holds long texts',
  numbersInColumns: 'it holds numbers in columns, with a time',
  itemsAndValues: 'every row has an item and a value',
  looksLikeIcd10: 'the values look like ICD-10',
  looksLikeLoinc: 'the values look like LOINC',
  looksLikeAtc: 'the values look like ATC',
  looksLikeOps: 'the values look like OPS',
  keysOfAdmissions: 'the values are keys of admissions',
  keysOfPeople: 'the values are keys of people',
  dates: 'the values are dates',
  numbers: 'the values are numbers',
  everyValueDiffers: 'every value differs',
};

export const ownTables = {
  role,
  reason,
  found: 'Are these your own tables?',
  foundNote:
    'Nothing is imported yet. Open a table to say what it holds and which column says what; beside it stand its first rows as they will be read.',
  notRead: 'not read',
  rows: (count: string) => `about ${count} rows`,
  columns: 'What the columns look like',
  result: 'Result',
  columnsOf: (table: string) => `Columns of ${table}`,
  column: 'Column',
  examples: 'First values',
  kind: 'Read as',
  number: 'number',
  text: 'text',
  either: ' or ',
  takenFor: 'Taken for',
  why: 'Why',
  editor: 'Mapping',
  save: 'Save mapping',
  check: 'Check the mapping',
};
