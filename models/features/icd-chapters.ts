/** A chapter of ICD; codes of both revisions that fall into the same one share its key. */
export interface Chapter {
  readonly key: string;
  readonly name: string;
}

const NAMES = {
  infectious: 'Infectious and parasitic diseases',
  neoplasms: 'Neoplasms',
  blood: 'Diseases of blood and immune mechanism',
  endocrine: 'Endocrine, nutritional and metabolic diseases',
  mental: 'Mental and behavioural disorders',
  nervous: 'Diseases of the nervous system',
  eye: 'Diseases of the eye',
  ear: 'Diseases of the ear',
  circulatory: 'Diseases of the circulatory system',
  respiratory: 'Diseases of the respiratory system',
  digestive: 'Diseases of the digestive system',
  skin: 'Diseases of the skin',
  musculoskeletal: 'Diseases of the musculoskeletal system',
  genitourinary: 'Diseases of the genitourinary system',
  pregnancy: 'Pregnancy, childbirth and the puerperium',
  perinatal: 'Conditions of the perinatal period',
  congenital: 'Congenital anomalies',
  symptoms: 'Symptoms, signs and abnormal findings',
  injury: 'Injury and poisoning',
  external: 'External causes',
  status: 'Factors influencing health status',
  special: 'Codes for special purposes',
} as const;

type ChapterKey = keyof typeof NAMES;

/** Last category of each chapter of ICD-9-CM, numeric part. */
const ICD9_ENDS: readonly (readonly [last: number, chapter: ChapterKey])[] = [
  [139, 'infectious'],
  [239, 'neoplasms'],
  [279, 'endocrine'],
  [289, 'blood'],
  [319, 'mental'],
  [359, 'nervous'],
  [379, 'eye'],
  [389, 'ear'],
  [459, 'circulatory'],
  [519, 'respiratory'],
  [579, 'digestive'],
  [629, 'genitourinary'],
  [679, 'pregnancy'],
  [709, 'skin'],
  [739, 'musculoskeletal'],
  [759, 'congenital'],
  [779, 'perinatal'],
  [799, 'symptoms'],
  [999, 'injury'],
];

/** Last category of each chapter of ICD-10-CM; categories compare as text. */
const ICD10_ENDS: readonly (readonly [last: string, chapter: ChapterKey])[] = [
  ['B99', 'infectious'],
  ['D49', 'neoplasms'],
  ['D89', 'blood'],
  ['E89', 'endocrine'],
  ['F99', 'mental'],
  ['G99', 'nervous'],
  ['H59', 'eye'],
  ['H95', 'ear'],
  ['I99', 'circulatory'],
  ['J99', 'respiratory'],
  ['K95', 'digestive'],
  ['L99', 'skin'],
  ['M99', 'musculoskeletal'],
  ['N99', 'genitourinary'],
  ['O9A', 'pregnancy'],
  ['P96', 'perinatal'],
  ['Q99', 'congenital'],
  ['R99', 'symptoms'],
  ['T88', 'injury'],
  ['U85', 'special'],
  ['Y99', 'external'],
  ['Z99', 'status'],
];

function chapter(key: ChapterKey): Chapter {
  return { key, name: NAMES[key] };
}

/** Category of an ICD-9-CM code without its dot: three characters, four for external causes (`E849`). */
export function icd9Category(code: string): string {
  return code.slice(0, code.startsWith('E') ? 4 : 3);
}

/** Chapter of an ICD-9-CM diagnosis; `null` for what is no such code. */
export function icd9Chapter(code: string): Chapter | null {
  if (/^E\d{3}/.test(code)) return chapter('external');
  if (/^V\d{2}/.test(code)) return chapter('status');
  if (!/^\d{3}/.test(code)) return null;
  const category = Number(code.slice(0, 3));
  const found = category === 0 ? undefined : ICD9_ENDS.find(([last]) => category <= last);
  return found === undefined ? null : chapter(found[1]);
}

/** Chapter of an ICD-10-CM diagnosis; `null` for what is no such code. */
export function icd10Chapter(code: string): Chapter | null {
  if (!/^[A-Z]\d[0-9A-Z]/.test(code)) return null;
  const category = code.slice(0, 3);
  const found = ICD10_ENDS.find(([last]) => category <= last);
  return found === undefined ? null : chapter(found[1]);
}

/** Last two-digit category of each chapter of ICD-9-CM volume 3. */
const ICD9_PROCEDURE_ENDS: readonly (readonly [last: number, name: string])[] = [
  [0, 'Procedures and interventions, not elsewhere classified'],
  [5, 'Operations on the nervous system'],
  [7, 'Operations on the endocrine system'],
  [16, 'Operations on the eye'],
  [17, 'Other miscellaneous procedures'],
  [20, 'Operations on the ear'],
  [29, 'Operations on the nose, mouth and pharynx'],
  [34, 'Operations on the respiratory system'],
  [39, 'Operations on the cardiovascular system'],
  [41, 'Operations on the hemic and lymphatic system'],
  [54, 'Operations on the digestive system'],
  [59, 'Operations on the urinary system'],
  [64, 'Operations on the male genital organs'],
  [71, 'Operations on the female genital organs'],
  [75, 'Obstetrical procedures'],
  [84, 'Operations on the musculoskeletal system'],
  [86, 'Operations on the integumentary system'],
  [99, 'Miscellaneous diagnostic and therapeutic procedures'],
];

/** Chapter of an ICD-9-CM procedure without its dot; `null` for what is no such code. */
export function icd9ProcedureChapter(code: string): Chapter | null {
  if (!/^\d{2}/.test(code)) return null;
  const category = Number(code.slice(0, 2));
  const found = ICD9_PROCEDURE_ENDS.find(([last]) => category <= last);
  return found === undefined ? null : { key: `icd9-procedures-${found[0]}`, name: found[1] };
}

const ICD10_PROCEDURE_SECTIONS: Readonly<Record<string, string>> = {
  '0': 'Medical and surgical',
  '1': 'Obstetrics',
  '2': 'Placement',
  '3': 'Administration',
  '4': 'Measurement and monitoring',
  '5': 'Extracorporeal assistance and performance',
  '6': 'Extracorporeal therapies',
  '7': 'Osteopathic',
  '8': 'Other procedures',
  '9': 'Chiropractic',
  B: 'Imaging',
  C: 'Nuclear medicine',
  D: 'Radiation therapy',
  F: 'Physical rehabilitation and diagnostic audiology',
  G: 'Mental health',
  H: 'Substance abuse treatment',
  X: 'New technology',
};

/** Section of an ICD-10-PCS code, its first character; `null` for what is no such code. */
export function icd10ProcedureSection(code: string): Chapter | null {
  const section = code.slice(0, 1);
  const name = ICD10_PROCEDURE_SECTIONS[section];
  return name === undefined ? null : { key: `icd10-procedures-${section}`, name };
}
