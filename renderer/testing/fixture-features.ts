import type { ModalityName } from '../../models/modalities/modality.ts';

interface FixtureFeature {
  readonly name: string;
  readonly code: string | null;
  readonly system: string | null;
  readonly statistic: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly reference: string | null;
  readonly minutesBefore: number | null;
  /** Share of the modality's contribution. */
  readonly share: number;
  readonly file: string;
  readonly line: number;
}

type Short = readonly [
  name: string,
  code: string | null,
  value: number | null,
  unit: string | null,
  reference: string | null,
  minutesBefore: number | null,
  share: number,
];

function features(system: string | null, file: string, rows: readonly Short[]): FixtureFeature[] {
  return rows.map(([label, code, value, unit, reference, minutesBefore, share], index) => ({
    ...namesOf(label),
    code,
    system: code === null ? null : system,
    value,
    unit,
    reference,
    minutesBefore,
    share,
    file,
    line: 1_204 + index * 351,
  }));
}

/** `Lactate, last` is the last value of lactate; other findings are what was recorded. */
function namesOf(label: string): Pick<FixtureFeature, 'name' | 'statistic'> {
  const [, name, statistic] = /^(.*), (last|slope|minimum|measured)$/.exec(label) ?? [];
  return { name: name ?? label, statistic: statistic ?? 'recorded' };
}

/** Invented findings with the codes and units of real ones. */
export const FIXTURE_FEATURES: Readonly<Record<ModalityName, readonly FixtureFeature[]>> = {
  demographics: features(null, 'hosp/admissions.csv.gz', [
    ['Age', null, 71, 'years', null, null, 0.62],
    ['Admissions in the previous 365 days', null, 2, 'admissions', null, null, 0.31],
    ['Admission type: EW EMER.', null, 1, null, null, null, 0.15],
    ['Days since last discharge', null, 41, 'days', null, null, -0.08],
  ]),
  notes: features(null, 'note/discharge.csv.gz', [
    ['“invented-word-17”', null, 3, 'occurrences', null, 1_440, 0.4],
    ['“invented-word-31”', null, 2, 'occurrences', null, 1_440, 0.3],
    ['“invented-word-52”', null, 1, 'occurrences', null, 4_320, 0.2],
    ['“invented-word-66”', null, 4, 'occurrences', null, 1_440, -0.1],
    ['“invented-word-71”', null, 1, 'occurrences', null, 4_320, 0.2],
  ]),
  labs: features('MIMIC-LAB', 'hosp/labevents.csv.gz', [
    ['Lactate, last', '50813', 4.2, 'mmol/L', '0.5–2', 180, 0.46],
    ['Creatinine, slope', '50912', 2.1, 'mg/dL', '0.4–1.1', 380, 0.27],
    ['Albumin, last', '50862', 2.4, 'g/dL', '3.5–5.2', 1_500, 0.22],
    ['Hemoglobin, minimum', '51222', 8.9, 'g/dL', '12–16', 380, 0.14],
    ['Sodium, last', '50983', 139, 'mEq/L', '133–145', 380, -0.09],
    ['Troponin T, measured', '51003', 1, null, null, 2_880, 0.05],
  ]),
  diagnoses: features('ICD10CM', 'hosp/diagnoses_icd.csv.gz', [
    ['Heart failure, unspecified', 'I509', 1, null, null, null, 0.5],
    ['Acute kidney failure, unspecified', 'N179', 1, null, null, null, 0.34],
    ['Type 2 diabetes mellitus without complications', 'E119', 1, null, null, null, 0.1],
    ['Essential (primary) hypertension', 'I10', 1, null, null, null, -0.06],
    ['Chapter IX: diseases of the circulatory system', 'I00-I99', 3, 'codes', null, null, 0.12],
  ]),
  procedures: features('ICD10PCS', 'hosp/procedures_icd.csv.gz', [
    ['Insertion of infusion device into superior vena cava', '02HV33Z', 1, null, null, 2_880, 0.7],
    ['Respiratory ventilation, 24–96 consecutive hours', '5A1945Z', 1, null, null, 4_320, 0.3],
  ]),
  medications: features('DRUG', 'hosp/prescriptions.csv.gz', [
    ['Furosemide', 'furosemide', 2, 'orders', null, 600, 0.48],
    ['Vancomycin', 'vancomycin', 1, 'orders', null, 1_800, 0.3],
    ['Metoprolol Tartrate', 'metoprolol tartrate', 1, 'orders', null, 2_200, -0.18],
    ['Insulin', 'insulin', 5, 'orders', null, 240, 0.4],
  ]),
};
