import type { CodeEvent } from '../../../models/features/evidence.ts';

/** The conditions of the Charlson index that LACE weighs, with its points. */
interface Condition {
  readonly name: string;
  readonly points: number;
  /** Codes without a dot. */
  readonly icd9: RegExp;
  readonly icd10: RegExp;
}

/**
 * Conditions by ICD-9-CM and ICD-10, as coded by Quan et al., weighed as in LACE.
 * @see Quan et al. 2005, doi:10.1097/01.mlr.0000182534.19832.83
 * @see van Walraven et al. 2010, doi:10.1503/cmaj.091117
 */
const CONDITIONS: readonly Condition[] = [
  { name: 'myocardial infarction', points: 1, icd9: /^41[02]/, icd10: /^(I21|I22|I252)/ },
  {
    name: 'cerebrovascular disease',
    points: 1,
    icd9: /^(36234|43[0-8])/,
    icd10: /^(G4[56]|H340|I6)/,
  },
  {
    name: 'peripheral vascular disease',
    points: 1,
    icd9: /^(0930|4373|44[01]|443[1-9]|4471|557[19]|V434)/,
    icd10: /^(I7[01]|I73[189]|I771|I79[02]|K55[189]|Z95[89])/,
  },
  { name: 'diabetes without complications', points: 1, icd9: /^250[0-389]/, icd10: /^E1[0-4][01689]/ },
  {
    name: 'congestive heart failure',
    points: 2,
    icd9: /^(39891|402[019]1|404[019][13]|425[4-9]|428)/,
    icd10: /^(I099|I110|I13[02]|I255|I420|I42[5-9]|I43|I50|P290)/,
  },
  { name: 'diabetes with complications', points: 2, icd9: /^250[4-7]/, icd10: /^E1[0-4][2-57]/ },
  {
    name: 'chronic pulmonary disease',
    points: 2,
    icd9: /^(416[89]|49\d|50[0-5]|5064|508[18])/,
    icd10: /^(I27[89]|J4[0-7]|J6[0-7]|J684|J70[13])/,
  },
  {
    name: 'mild liver disease',
    points: 2,
    icd9: /^(070(22|23|32|33|44|54|6|9)|57[01]|573[3489]|V427)/,
    icd10: /^(B18|K70[0-39]|K71[3-57]|K7[34]|K760|K76[2-4]|K76[89]|Z944)/,
  },
  {
    name: 'tumour',
    points: 2,
    icd9: /^(1[4-6]\d|17[0-24-9]|18\d|19[0-5]|20[0-8]|2386)/,
    icd10: /^C([01]\d|2[0-6]|3[0-47-9]|4[0135-9]|5[0-8]|6\d|7[0-6]|8[1-58]|9[0-7])/,
  },
  {
    name: 'dementia',
    points: 3,
    icd9: /^(290|2941|3312)/,
    icd10: /^(F0[0-3]|F051|G30|G311)/,
  },
  {
    name: 'connective tissue disease',
    points: 3,
    icd9: /^(4465|710[0-4]|714[0-28]|725)/,
    icd10: /^(M0[56]|M315|M3[2-4]|M35[13]|M360)/,
  },
  { name: 'AIDS', points: 4, icd9: /^04[2-4]/, icd10: /^B2[0-24]/ },
  {
    name: 'moderate or severe liver disease',
    points: 4,
    icd9: /^(456[0-2]|572[2-8])/,
    icd10: /^(I85[09]|I864|I982|K704|K711|K72[19]|K76[5-7])/,
  },
  {
    name: 'moderate or severe renal disease',
    points: 4,
    icd9: /^(403[019]1|404[019][23]|582|583[0-7]|58[56]|5880|V420|V451|V56)/,
    icd10: /^(I120|I131|N0[35][2-7]|N1[89]|N250|Z49[0-2]|Z940|Z992)/,
  },
  { name: 'metastatic tumour', points: 6, icd9: /^19[6-9]/, icd10: /^C(7[7-9]|80)/ },
];

/** The American and the German modification have the same codes for the conditions. */
const ICD10: ReadonlySet<string> = new Set(['ICD10CM', 'ICD10GM']);

/** Names of the conditions that the codes state. */
export function charlsonConditions(diagnoses: readonly CodeEvent[]): string[] {
  return stated(diagnoses).map(({ name }) => name);
}

/** Sum of the points of the stated conditions, each counted once. */
export function charlsonPoints(diagnoses: readonly CodeEvent[]): number {
  return stated(diagnoses).reduce((sum, { points }) => sum + points, 0);
}

function stated(diagnoses: readonly CodeEvent[]): Condition[] {
  return CONDITIONS.filter(({ icd9, icd10 }) =>
    diagnoses.some(({ system, code }) => {
      const plain = code.replace('.', '');
      return (system === 'ICD9CM' && icd9.test(plain)) || (ICD10.has(system) && icd10.test(plain));
    }),
  );
}
