/** Languages of the window; each has a catalogue in `renderer/text/`. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

let current: Language = 'en';

/** The language in which numbers and dates are written. */
export function locale(): Language {
  return current;
}

/** Writes numbers and dates in another language from now on; what is on screen must be drawn anew. */
export function setLocale(language: Language): void {
  current = language;
}

/** A formatter of the language in use, made once for each language. */
export function perLocale<Formatter>(make: (language: Language) => Formatter): () => Formatter {
  const made = new Map<Language, Formatter>();
  return () => {
    const known = made.get(current);
    if (known !== undefined) return known;
    const formatter = make(current);
    made.set(current, formatter);
    return formatter;
  };
}

/** What is written for programs: numbers with a decimal point, whatever the language of the window. */
export function forPrograms<Written>(write: () => Written): Written {
  const before = current;
  current = 'en';
  try {
    return write();
  } finally {
    current = before;
  }
}
