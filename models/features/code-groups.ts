import type { CodeEvent } from './evidence.ts';
import {
  icd10Chapter,
  icd10ProcedureSection,
  icd9Category,
  icd9Chapter,
  icd9ProcedureChapter,
  type Chapter,
} from './icd-chapters.ts';
import { normaliseDrugName } from './drug-name.ts';
import { pathSteps } from './path-codes.ts';

/** How much a feature rolls up: the code itself, its category, its chapter. */
export type CodeLevel = 'code' | 'category' | 'chapter';

/** One of the groups that a coded event belongs to. */
export interface CodeGroup {
  /** Unique over systems and levels. */
  readonly key: string;
  readonly level: CodeLevel;
  readonly system: string;
  readonly code: string;
  readonly name: string;
}

const ICD9_PROCEDURE_DIGITS = 2;
const ICD10_CATEGORY_CHARACTERS = 3;

/** The groups of an event, finest first: what the multi-hot features count. */
export function codeGroups(event: CodeEvent): CodeGroup[] {
  const code = event.code.replaceAll('.', '').toUpperCase();
  switch (event.system) {
    case 'ICD9CM':
      return rollUp(event, code, icd9Category(code), icd9Chapter(code));
    case 'ICD10CM':
    case 'ICD10GM':
      return rollUp(event, code, code.slice(0, ICD10_CATEGORY_CHARACTERS), icd10Chapter(code));
    case 'ICD9PCS':
      return rollUp(event, code, code.slice(0, ICD9_PROCEDURE_DIGITS), icd9ProcedureChapter(code));
    case 'ICD10PCS':
      return rollUp(event, code, code.slice(0, ICD10_CATEGORY_CHARACTERS), icd10ProcedureSection(code));
    case 'DRUG':
      return drugGroups(event);
    default:
      return pathGroups(event) ?? [own(event, event.code)];
  }
}

/** Every beginning of a path, the whole of it first; `null` where the code is none. */
function pathGroups({ system, code }: CodeEvent): CodeGroup[] | null {
  const steps = pathSteps(system, code);
  if (steps === null) return null;
  return steps.map((_, i) => {
    const length = steps.length - i;
    const beginning = steps.slice(0, length);
    const level = i === 0 ? 'code' : length === 1 ? 'chapter' : 'category';
    return {
      key: `${system}:${beginning.join('|')}`,
      level,
      system,
      code: beginning.join('|'),
      name: beginning.join(', '),
    };
  });
}

function own(event: CodeEvent, code: string): CodeGroup {
  return {
    key: `${event.system}:${code}`,
    level: 'code',
    system: event.system,
    code,
    name: event.name ?? code,
  };
}

function rollUp(event: CodeEvent, code: string, category: string, chapter: Chapter | null): CodeGroup[] {
  const groups = [own(event, code)];
  if (category !== code) {
    groups.push({
      key: `${event.system}:${category}`,
      level: 'category',
      system: event.system,
      code: category,
      name: `${event.system} category ${category}`,
    });
  }
  if (chapter !== null) {
    groups.push({
      key: `chapter:${chapter.key}`,
      level: 'chapter',
      system: event.system,
      code: chapter.key,
      name: chapter.name,
    });
  }
  return groups;
}

/** The normalised name, and its first word: mostly the substance (`insulin` of `insulin glargine`). */
function drugGroups(event: CodeEvent): CodeGroup[] {
  const name = normaliseDrugName(event.name ?? event.code);
  const [substance = name] = name.split(' ');
  const groups: CodeGroup[] = [
    { key: `DRUG:${name}`, level: 'code', system: event.system, code: name, name },
  ];
  if (substance !== name) {
    groups.push({
      key: `DRUG:${substance}`,
      level: 'category',
      system: event.system,
      code: substance,
      name: substance,
    });
  }
  return groups;
}
