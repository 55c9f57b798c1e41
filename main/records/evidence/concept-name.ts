import type { Concept } from './dictionary.ts';

/** A code, item or drug as people read it: `Do not resuscitate (ICD10CM Z66)`. */
export function conceptName({ system, code, name }: Concept): string {
  return name === null || name === code ? `${system} ${code}` : `${name} (${system} ${code})`;
}
