import { READ_EXTENSIONS } from './resources/patient.ts';

/** What a resource has of extensions that are not read. */
export interface FoundExtensions {
  readonly count: number;
  /** Whether one of them may change what the resource means: then nothing of it may be used. */
  readonly modifies: boolean;
}

/** Counts the extensions of a resource, at any depth, but for those that are read. */
export function findExtensions(resource: object): FoundExtensions {
  let count = 0;
  let modifies = false;
  // A stack, for hostile documents are nested deeper than calls can be.
  const left: object[] = [resource];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    for (const [name, value] of Object.entries(one) as [string, unknown][]) {
      if (typeof value !== 'object' || value === null) continue;
      if (name === 'extension' && Array.isArray(value)) count += value.filter(isUnread).length;
      else {
        modifies ||= name === 'modifierExtension';
        left.push(value);
      }
    }
  }
  return { count, modifies };
}

function isUnread(extension: unknown): boolean {
  const url =
    typeof extension === 'object' && extension !== null && 'url' in extension ? extension.url : null;
  return typeof url !== 'string' || !READ_EXTENSIONS.has(url);
}
