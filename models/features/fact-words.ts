const UNITS: ReadonlySet<string> = new Set(['years', 'days', 'hours', 'minutes']);

/**
 * The key of a demographic fact as people read it: `ageYears` is `Age, years`, `admissionsPrevious365Days` is
 * `Admissions in the previous 365 days`.
 */
export function factWords(fact: string): string {
  const words = fact
    .replaceAll(/([a-z])([A-Z0-9])|(\d)([A-Za-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .split(' ');
  const [unit = '', before = ''] = words.toReversed();
  const isUnit = UNITS.has(unit) && words.length > 1 && !/^\d+$/.test(before);
  const text = isUnit ? `${words.slice(0, -1).join(' ')}, ${unit}` : words.join(' ');
  const placed = text.replace(/ previous (?=\d)/, ' in the previous ');
  return placed.charAt(0).toUpperCase() + placed.slice(1);
}
