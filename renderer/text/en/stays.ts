/** MIMIC-IV's own words for a stay, as a clinician says them; a word that is not listed is shown as it is. */
const admission: Readonly<Record<string, string>> = {
  'AMBULATORY OBSERVATION': 'Observation, ambulatory',
  'DIRECT EMER.': 'Emergency, direct',
  'DIRECT OBSERVATION': 'Observation, direct',
  ELECTIVE: 'Elective',
  'EU OBSERVATION': 'Observation in the ED',
  'EW EMER.': 'Emergency via the ED',
  'OBSERVATION ADMIT': 'Observation, admitted',
  'SURGICAL SAME DAY ADMISSION': 'Same-day surgery',
  URGENT: 'Urgent',
};

const sex: Readonly<Record<string, string>> = { F: 'female', M: 'male' };

/** Code systems, as they are written where codes are used. */
const system: Readonly<Record<string, string>> = {
  ICD9CM: 'ICD-9-CM',
  ICD10CM: 'ICD-10-CM',
  ICD9PCS: 'ICD-9 procedure',
  ICD10PCS: 'ICD-10-PCS',
  'MIMIC-LAB': 'MIMIC lab item',
  'MIMIC-ITEM': 'MIMIC chart item',
  DRUG: 'drug as written',
  LOINC: 'LOINC',
  SNOMED: 'SNOMED CT',
  RXNORM: 'RxNorm',
  ICD10: 'ICD-10',
  ICD10GM: 'ICD-10-GM',
  TEXT: 'as written',
  LOCAL: 'code of no named system',
  HICL: 'drug by HICL number',
  'EICU-DIAGNOSIS': 'eICU diagnosis',
  'EICU-ADMISSION': 'eICU admission diagnosis',
  'EICU-HISTORY': 'eICU past history',
  'EICU-TREATMENT': 'eICU treatment',
  'EICU-RESPIRATORY': 'eICU respiratory charting',
  'EICU-NOTE': 'eICU note entry',
  'EICU-EXAM': 'eICU examination',
  'EICU-CAREPLAN': 'eICU plan of care',
  'EICU-LAB': 'eICU lab item',
  'EICU-VITAL': 'eICU vital sign',
  'EICU-APACHE': 'APACHE variable',
  'EICU-HOURLY': 'hourly value (eICU)',
};

export const stays = { admission, sex, system };
