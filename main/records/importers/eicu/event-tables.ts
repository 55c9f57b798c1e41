import type { StayEventModality } from '../../evidence/stay-events.ts';
import type { ColumnSpec, RowCheck, RowWarning, TableSpec } from '../table-spec.ts';
import { type Sentence, sentence } from '../../../../models/wording.ts';

/** A published table of coded events, and how a row of it `t` becomes an event. */
export interface EventTable {
  readonly spec: TableSpec;
  readonly modality: StayEventModality;
  /** SQL of the system of the code. */
  readonly system: string;
  /** SQL of the code. */
  readonly code: string;
  /** Column with the minute of the event, from the admission to the unit. */
  readonly at: string;
  /** Column with the minute at which it was entered or ordered. */
  readonly enteredAt?: string;
  /** SQL of `care_limit`. */
  readonly careLimit?: string;
}

const STAY: Readonly<Record<string, ColumnSpec>> = { patientunitstayid: { type: 'integer', required: true } };
const OFFSET: ColumnSpec = { type: 'offset', required: true };
const TEXT: ColumnSpec = { type: 'text', required: true };

function afterDischarge(column: string): RowWarning {
  return {
    code: 'outside_stay',
    message: sentence`${column} lies after the discharge from the unit`,
    when: `e.start_minute + t.${column} > e.end_minute`,
  };
}

interface Published {
  readonly id: string;
  readonly at: string;
  readonly enteredAt?: string;
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly without: Sentence;
  readonly warnings?: readonly RowWarning[];
  readonly checks?: readonly RowCheck[];
}

function table(name: string, { id, at, enteredAt, columns, without, ...more }: Published): TableSpec {
  return {
    table: name,
    use: 'used',
    columns: {
      ...STAY,
      [id]: { type: 'integer', required: true },
      [at]: OFFSET,
      ...(enteredAt === undefined ? {} : { [enteredAt]: { type: 'offset' } }),
      ...columns,
    },
    key: [id],
    link: 'unitStay',
    without,
    rowBytes: 40,
    ...more,
    warnings: [afterDischarge(at), ...(more.warnings ?? [])],
  };
}

export const DIAGNOSIS: EventTable = {
  spec: table('diagnosis', {
    id: 'diagnosisid',
    at: 'diagnosisoffset',
    columns: { diagnosisstring: TEXT },
    without: sentence`of diagnoses only those of the admission and of the history are there`,
  }),
  modality: 'diagnoses',
  system: `'EICU-DIAGNOSIS'`,
  code: 't.diagnosisstring',
  at: 'diagnosisoffset',
};

const ADMISSION_DX: EventTable = {
  spec: table('admissionDx', {
    id: 'admissiondxid',
    at: 'admitdxenteredoffset',
    columns: { admitdxpath: TEXT },
    without: sentence`diagnoses of the admission are unavailable`,
  }),
  modality: 'diagnoses',
  system: `'EICU-ADMISSION'`,
  code: 't.admitdxpath',
  at: 'admitdxenteredoffset',
};

const PAST_HISTORY: EventTable = {
  spec: table('pastHistory', {
    id: 'pasthistoryid',
    at: 'pasthistoryoffset',
    enteredAt: 'pasthistoryenteredoffset',
    columns: { pasthistorypath: TEXT },
    without: sentence`earlier illnesses are unavailable`,
  }),
  modality: 'diagnoses',
  system: `'EICU-HISTORY'`,
  code: 't.pasthistorypath',
  at: 'pasthistoryoffset',
  enteredAt: 'pasthistoryenteredoffset',
};

export const TREATMENT: EventTable = {
  spec: table('treatment', {
    id: 'treatmentid',
    at: 'treatmentoffset',
    columns: { treatmentstring: TEXT },
    without: sentence`of procedures only respiratory care is there`,
  }),
  modality: 'procedures',
  system: `'EICU-TREATMENT'`,
  code: 't.treatmentstring',
  at: 'treatmentoffset',
};

const RESPIRATORY_CHARTING: EventTable = {
  spec: table('respiratoryCharting', {
    id: 'respchartid',
    at: 'respchartoffset',
    enteredAt: 'respchartentryoffset',
    columns: { respchartvaluelabel: TEXT },
    without: sentence`respiratory care is unavailable`,
  }),
  modality: 'procedures',
  system: `'EICU-RESPIRATORY'`,
  code: 't.respchartvaluelabel',
  at: 'respchartoffset',
  enteredAt: 'respchartentryoffset',
};

const CARE_PLAN: EventTable = {
  spec: table('carePlanGeneral', {
    id: 'cplgeneralid',
    at: 'cplitemoffset',
    columns: { cplgroup: TEXT, cplitemvalue: { type: 'text' } },
    without: sentence`plans of care, and limits of care in them, are unavailable`,
  }),
  modality: 'procedures',
  system: `'EICU-CAREPLAN'`,
  code: `concat_ws('|', t.cplgroup, t.cplitemvalue)`,
  at: 'cplitemoffset',
  careLimit: `CASE WHEN t.cplgroup = 'Care Limitation' THEN CASE
    WHEN t.cplitemvalue = 'Full therapy' THEN 'none'
    WHEN t.cplitemvalue IN ('Do not resuscitate', 'No CPR', 'Comfort measures only') THEN 'no_resuscitation'
    ELSE 'some' END END`,
};

/** Four in ten orders have no name, but the number of their drug in the HICL list. */
export const MEDICATION: EventTable = {
  spec: table('medication', {
    id: 'medicationid',
    at: 'drugstartoffset',
    enteredAt: 'drugorderoffset',
    columns: {
      drugname: { type: 'text' },
      drughiclseqno: { type: 'integer' },
      drugstopoffset: { type: 'offset' },
    },
    checks: [
      {
        code: 'missing_value',
        column: 'drugname',
        when: 'c.drugname IS NULL AND c.drughiclseqno IS NULL',
      },
    ],
    warnings: [
      {
        code: 'stop_before_start',
        message: sentence`drugstopoffset lies before drugstartoffset`,
        when: 't.drugstopoffset < t.drugstartoffset',
      },
    ],
    without: sentence`of medications only infusions and those of the admission are there`,
  }),
  modality: 'medications',
  system: `CASE WHEN t.drugname IS NULL THEN 'HICL' ELSE 'DRUG' END`,
  code: 'coalesce(t.drugname, t.drughiclseqno::VARCHAR)',
  at: 'drugstartoffset',
  enteredAt: 'drugorderoffset',
};

const INFUSION_DRUG: EventTable = {
  spec: table('infusionDrug', {
    id: 'infusiondrugid',
    at: 'infusionoffset',
    columns: { drugname: TEXT },
    without: sentence`infusions are unavailable`,
  }),
  modality: 'medications',
  system: `'DRUG'`,
  code: 't.drugname',
  at: 'infusionoffset',
};

const ADMISSION_DRUG: EventTable = {
  spec: table('admissionDrug', {
    id: 'admissiondrugid',
    at: 'drugoffset',
    enteredAt: 'drugenteredoffset',
    columns: { drugname: TEXT },
    without: sentence`medications taken before the admission are unavailable`,
  }),
  modality: 'medications',
  system: `'DRUG'`,
  code: 't.drugname',
  at: 'drugoffset',
  enteredAt: 'drugenteredoffset',
};

const NOTE: EventTable = {
  spec: table('note', {
    id: 'noteid',
    at: 'noteoffset',
    enteredAt: 'noteenteredoffset',
    columns: { notepath: TEXT, notevalue: { type: 'text' } },
    without: sentence`structured notes are unavailable`,
  }),
  modality: 'notes',
  system: `'EICU-NOTE'`,
  // The value is the end of the path nearly always, also where it has a slash of its own.
  code: `CASE WHEN t.notevalue IS NULL OR ends_with(t.notepath, t.notevalue) THEN t.notepath
    ELSE t.notepath || '/' || t.notevalue END`,
  at: 'noteoffset',
  enteredAt: 'noteenteredoffset',
};

const PHYSICAL_EXAM: EventTable = {
  spec: table('physicalExam', {
    id: 'physicalexamid',
    at: 'physicalexamoffset',
    columns: { physicalexampath: TEXT },
    without: sentence`physical examinations are unavailable`,
  }),
  modality: 'notes',
  system: `'EICU-EXAM'`,
  code: 't.physicalexampath',
  at: 'physicalexamoffset',
};

/** Every table of coded events, in the order of reading. */
export const EVENT_TABLES: readonly EventTable[] = [
  DIAGNOSIS,
  ADMISSION_DX,
  PAST_HISTORY,
  TREATMENT,
  RESPIRATORY_CHARTING,
  CARE_PLAN,
  MEDICATION,
  INFUSION_DRUG,
  ADMISSION_DRUG,
  NOTE,
  PHYSICAL_EXAM,
];

/** The table whose absence from a whole hospital says that the hospital does not record the modality. */
export const COVERING_TABLES: readonly EventTable[] = [DIAGNOSIS, TREATMENT, MEDICATION];
