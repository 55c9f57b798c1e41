/** What a row of MEDS can be, by its code. */
export const CODE_USES = [
  'birth',
  'death',
  'sex',
  'race',
  'emergency',
  'admission',
  'discharge',
  'unit',
  'icu_admission',
  'icu_discharge',
  'diagnosis',
  'procedure',
  'charted_procedure',
  'medication',
  'result',
  'stored_result',
  'note',
  'unused',
] as const;

export type CodeUse = (typeof CODE_USES)[number];

/** What codes that begin with a prefix are. Of several prefixes the longest that fits counts. */
export interface CodeRule {
  /** Whole steps of a code, without the `//` or `/` behind them; case does not matter. */
  readonly prefix: string;
  readonly use: CodeUse;
  /** System of what follows the prefix. */
  readonly system?: string;
  /** Rows of this rule are left out where the dataset has codes with this other prefix. */
  readonly besides?: string;
}

/**
 * The codes of MEDS itself, those of MIMIC_IV_MEDS (its event_configs.yaml), and vocabularies by name, as OMOP's in MEDS.
 * @see https://github.com/Medical-Event-Data-Standard/MIMIC_IV_MEDS
 */
export const CODE_RULES: readonly CodeRule[] = [
  { prefix: 'MEDS_BIRTH', use: 'birth' },
  { prefix: 'MEDS_DEATH', use: 'death' },
  { prefix: 'GENDER', use: 'sex' },
  { prefix: 'SEX', use: 'sex' },
  { prefix: 'RACE', use: 'race' },
  { prefix: 'ED_REGISTRATION', use: 'emergency' },
  { prefix: 'HOSPITAL_ADMISSION', use: 'admission' },
  { prefix: 'HOSPITAL_DISCHARGE', use: 'discharge' },
  { prefix: 'TRANSFER_TO//admit', use: 'unit' },
  { prefix: 'ICU_ADMISSION', use: 'icu_admission' },
  { prefix: 'ICU_DISCHARGE', use: 'icu_discharge' },

  { prefix: 'DIAGNOSIS', use: 'diagnosis', system: 'MEDS-DIAGNOSIS' },
  { prefix: 'DIAGNOSIS//ICD//9', use: 'diagnosis', system: 'ICD9CM' },
  { prefix: 'DIAGNOSIS//ICD//10', use: 'diagnosis', system: 'ICD10CM' },
  { prefix: 'ICD9CM', use: 'diagnosis', system: 'ICD9CM' },
  { prefix: 'ICD10CM', use: 'diagnosis', system: 'ICD10CM' },
  { prefix: 'ICD10', use: 'diagnosis', system: 'ICD10' },

  { prefix: 'PROCEDURE', use: 'procedure', system: 'MEDS-PROCEDURE' },
  { prefix: 'PROCEDURE//ICD//9', use: 'procedure', system: 'ICD9PCS' },
  { prefix: 'PROCEDURE//ICD//10', use: 'procedure', system: 'ICD10PCS' },
  { prefix: 'PROCEDURE//START', use: 'charted_procedure', system: 'MEDS-PROCEDURE' },
  { prefix: 'HCPCS', use: 'procedure', system: 'HCPCS' },
  { prefix: 'CPT4', use: 'procedure', system: 'CPT4' },
  { prefix: 'ICD9Proc', use: 'procedure', system: 'ICD9PCS' },
  { prefix: 'ICD10PCS', use: 'procedure', system: 'ICD10PCS' },

  // Orders and what was given of them are never mixed: some datasets have the second for some years alone.
  { prefix: 'MEDICATION', use: 'medication', system: 'MEDS-MEDICATION', besides: 'MEDICATION//START' },
  { prefix: 'MEDICATION//START', use: 'medication', system: 'DRUG' },
  { prefix: 'INFUSION_START', use: 'medication', system: 'MEDS-INFUSION' },
  { prefix: 'RxNorm', use: 'medication', system: 'RxNorm' },
  { prefix: 'NDC', use: 'medication', system: 'NDC' },

  { prefix: 'LAB', use: 'result', system: 'MEDS-LAB' },
  // MIMIC_IV_MEDS gives a result the time at which it was stored.
  { prefix: 'LAB//RESULT', use: 'stored_result', system: 'MEDS-LAB' },
  { prefix: 'VITAL', use: 'result', system: 'MEDS-VITAL' },
  { prefix: 'VITALS', use: 'result', system: 'MEDS-VITAL' },
  { prefix: 'SUBJECT_FLUID_OUTPUT', use: 'result', system: 'MEDS-OUTPUT' },
  { prefix: 'LOINC', use: 'result', system: 'LOINC' },

  { prefix: 'NOTE', use: 'note' },

  // Known, and left out: ends of what had begun, what was only ordered, what is paid for.
  { prefix: 'ED_OUT', use: 'unused' },
  { prefix: 'DRG', use: 'unused' },
  { prefix: 'LAB//SPECIMEN_COLLECTED', use: 'unused' },
  { prefix: 'MEDICATION//STOP', use: 'unused' },
  { prefix: 'INFUSION_END', use: 'unused' },
  { prefix: 'PROCEDURE//END', use: 'unused' },
  { prefix: 'TRANSFER_TO', use: 'unused' },
];
