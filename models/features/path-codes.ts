/** Systems whose codes are paths from the general to the particular, with what stands between two steps. */
const SEPARATORS: Readonly<Record<string, string>> = {
  'EICU-DIAGNOSIS': '|',
  'EICU-ADMISSION': '|',
  'EICU-HISTORY': '/',
  'EICU-TREATMENT': '|',
  'EICU-NOTE': '/',
  'EICU-EXAM': '/',
  'EICU-CAREPLAN': '|',
};

/** The steps of a code that is a path, the most general first; `null` where codes of the system are no paths. */
export function pathSteps(system: string, code: string): readonly string[] | null {
  const separator = SEPARATORS[system];
  return separator === undefined ? null : code.split(separator).map((step) => step.trim());
}
