type Rows = Readonly<Record<string, number>>;

/** MIMIC-IV-Note 2.2 and MIMIC-IV-ED 2.2, which belong to every release from 2.2 on. */
const MODULES_2_2: Rows = {
  'note/discharge': 331_793,
  'note/radiology': 2_321_355,
  'ed/edstays': 425_087,
  'ed/triage': 425_087,
  'ed/vitalsign': 1_564_610,
};

/** What the release notes of 3.0 count; 3.1 changed none of the three. */
const ROWS_3_0: Rows = {
  'hosp/patients': 364_627,
  'hosp/admissions': 546_028,
  'icu/icustays': 94_458,
  ...MODULES_2_2,
};

const ROWS_2_0: Rows = {
  'hosp/patients': 315_460,
  'hosp/admissions': 454_324,
  'hosp/transfers': 1_991_704,
  'hosp/d_hcpcs': 89_200,
  'hosp/d_icd_diagnoses': 109_775,
  'hosp/d_icd_procedures': 85_257,
  'hosp/d_labitems': 1_623,
  'hosp/diagnoses_icd': 5_006_884,
  'hosp/procedures_icd': 704_124,
  'hosp/hcpcsevents': 159_156,
  'hosp/prescriptions': 16_219_412,
  'hosp/pharmacy': 14_291_703,
  'hosp/labevents': 124_342_638,
  'icu/icustays': 76_943,
  'icu/d_items': 4_014,
  'icu/procedureevents': 731_788,
  'icu/chartevents': 329_822_285,
};

const ROWS_2_1: Rows = {
  'hosp/patients': 299_777,
  'hosp/admissions': 431_088,
  'hosp/transfers': 1_890_730,
  'hosp/d_hcpcs': 89_200,
  'hosp/d_icd_diagnoses': 109_775,
  'hosp/d_icd_procedures': 85_257,
  'hosp/d_labitems': 1_623,
  'hosp/diagnoses_icd': 4_752_265,
  'hosp/procedures_icd': 668_993,
  'hosp/hcpcsevents': 150_943,
  'hosp/prescriptions': 15_399_811,
  'hosp/pharmacy': 13_568_015,
  'hosp/labevents': 118_057_948,
  'icu/icustays': 73_141,
  'icu/d_items': 4_014,
  'icu/procedureevents': 696_191,
  'icu/chartevents': 314_035_266,
};

const ROWS_2_2: Rows = {
  'hosp/patients': 299_712,
  'hosp/admissions': 431_231,
  'hosp/transfers': 1_890_972,
  'hosp/d_hcpcs': 89_200,
  'hosp/d_icd_diagnoses': 109_775,
  'hosp/d_icd_procedures': 85_257,
  'hosp/d_labitems': 1_622,
  'hosp/diagnoses_icd': 4_756_326,
  'hosp/procedures_icd': 669_186,
  'hosp/hcpcsevents': 150_771,
  'hosp/prescriptions': 15_416_708,
  'hosp/pharmacy': 13_584_514,
  'hosp/labevents': 118_171_367,
  'icu/icustays': 73_181,
  'icu/d_items': 4_014,
  'icu/procedureevents': 696_092,
  'icu/chartevents': 313_645_063,
  ...MODULES_2_2,
};

const ROWS_3_1: Rows = {
  'hosp/patients': 364_627,
  'hosp/admissions': 546_028,
  'hosp/transfers': 2_413_581,
  'hosp/d_hcpcs': 89_208,
  'hosp/d_icd_diagnoses': 112_107,
  'hosp/d_icd_procedures': 86_423,
  'hosp/d_labitems': 1_650,
  'hosp/diagnoses_icd': 6_364_488,
  'hosp/procedures_icd': 859_655,
  'hosp/hcpcsevents': 186_074,
  'hosp/prescriptions': 20_292_611,
  'hosp/pharmacy': 17_847_567,
  'hosp/labevents': 158_374_764,
  'icu/icustays': 94_458,
  'icu/d_items': 4_095,
  'icu/procedureevents': 808_706,
  'icu/chartevents': 432_997_491,
  ...MODULES_2_2,
};

/** The open demos of MIMIC-IV 2.2 and of MIMIC-IV-ED 2.2. */
const ROWS_2_2_DEMO: Rows = {
  'hosp/patients': 100,
  'hosp/admissions': 275,
  'hosp/transfers': 1_190,
  'hosp/d_hcpcs': 89_200,
  'hosp/d_icd_diagnoses': 109_775,
  'hosp/d_icd_procedures': 85_257,
  'hosp/d_labitems': 1_622,
  'hosp/diagnoses_icd': 4_506,
  'hosp/procedures_icd': 722,
  'hosp/hcpcsevents': 61,
  'hosp/prescriptions': 18_087,
  'hosp/pharmacy': 15_306,
  'hosp/labevents': 107_727,
  'icu/icustays': 140,
  'icu/d_items': 4_014,
  'icu/procedureevents': 1_468,
  'icu/chartevents': 668_862,
  'ed/edstays': 222,
  'ed/triage': 222,
  'ed/vitalsign': 1_038,
};

/**
 * Rows of the tables that are read, by release.
 *
 * 2.0 to 2.2, 3.1 and the demos: `validate.sql` and `validate_demo.sql` of mimic-code, under
 * `mimic-iv/buildmimic/postgres`, `mimic-iv-note/...` and `mimic-iv-ed/...`, each release as its history has it (commits
 * f4fe248a, 40f4dd60, 5dc61171, 865aee88). 3.0: its release notes, which count three tables. 1.0: mimic-code issue 915.
 */
const ROWS: Readonly<Record<string, Rows>> = {
  '1.0': { 'hosp/patients': 382_278 },
  '2.0': ROWS_2_0,
  '2.1': ROWS_2_1,
  '2.2': ROWS_2_2,
  '2.2 demo': ROWS_2_2_DEMO,
  '3.0': ROWS_3_0,
  '3.0 or 3.1': ROWS_3_0,
  '3.1': ROWS_3_1,
};

/** Rows of a table in a release as published; `null` where nobody says. */
export function publishedRows(release: string, table: string): number | null {
  return ROWS[release]?.[table] ?? null;
}
