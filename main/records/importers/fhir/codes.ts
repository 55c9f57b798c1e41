import { AS_WRITTEN, systemName } from './code-systems.ts';
import type { CodeableConceptElements } from './elements.ts';

export interface Code {
  readonly system: string;
  readonly code: string;
  readonly name: string | null;
}

/**
 * Every code that a concept gives, each once; where it gives none, its text.
 * @param asWritten system of a text that stands for a code.
 */
export function codesOf(
  concept: CodeableConceptElements | undefined,
  asWritten: string = AS_WRITTEN,
): Code[] {
  const name = concept?.text ?? null;
  const codes = new Map<string, Code>();
  for (const { system: uri, code, display } of concept?.coding ?? []) {
    if (code === undefined) continue;
    const system = systemName(uri);
    const key = `${system} ${code}`;
    if (!codes.has(key)) codes.set(key, { system, code, name: display ?? name });
  }
  if (codes.size > 0) return [...codes.values()];
  const written = textOf(concept);
  return written === null ? [] : [{ system: asWritten, code: written, name: written }];
}

/** What a concept says in words, or else its first code. */
export function textOf(concept: CodeableConceptElements | undefined): string | null {
  const codings = concept?.coding ?? [];
  const [said] = [
    concept?.text,
    ...codings.map(({ display }) => display),
    ...codings.map(({ code }) => code),
  ].filter((words) => words !== undefined);
  return said ?? null;
}

/**
 * Whether a concept gives one of some codes.
 * @param ofSystem what the URI of their system looks like, where the codes alone could be another's.
 */
export function hasCode(
  concept: CodeableConceptElements | undefined,
  codes: ReadonlySet<string>,
  ofSystem?: RegExp,
): boolean {
  return (concept?.coding ?? []).some(
    ({ system = '', code }) =>
      code !== undefined && codes.has(code) && (ofSystem === undefined || ofSystem.test(system)),
  );
}
