import type { CohortChoices, CohortCounts, LabelCard } from '../../../../main/api/services.ts';
import type { RawSearch } from '../../../app/search.ts';
import type { CohortSearch } from '../search.ts';

/** What every group of choices is given. */
export interface PartProps {
  readonly search: CohortSearch & Required<Pick<CohortSearch, 'task'>>;
  readonly card: LabelCard | undefined;
  /** What can be chosen; `undefined` until the host has said it. */
  readonly options: CohortChoices | undefined;
  /** As they were counted last. */
  readonly counts: CohortCounts | undefined;
  readonly change: (changes: RawSearch) => void;
}

/** Names of choices as a select takes them. */
export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
