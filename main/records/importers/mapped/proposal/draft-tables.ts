import type { MappedRole } from '../../../../api/mapping.ts';
import type { Reason } from '../../../../api/mapping-proposal.ts';
import { FILE_NAMES } from './column-names.ts';
import {
  CODE_LOOKS,
  isOneARow,
  type KnownKeys,
  LOOK_REASONS,
  longTextOf,
  NO_KEYS,
  placedAs,
  type PlacedTable,
  saysItemAndValue,
} from './place-columns.ts';
import { type ColumnProfile, plainName } from './profile-column.ts';
import type { SampledTable } from './sample-table.ts';
import { TableDraft } from './table-draft.ts';

/** A table with what it is taken for; without a role it is not read. */
export interface DraftedTable extends PlacedTable {
  readonly sample: SampledTable;
  readonly role: MappedRole | null;
  readonly reason: Reason | null;
}

/** Admissions have a start and an end, and a key of their own or of the person. */
export function draftAdmissions(
  sample: SampledTable,
  profiles: readonly ColumnProfile[],
): DraftedTable | null {
  const placed = placedAs('admissions', profiles, NO_KEYS);
  const { patient, admission, start, end } = placed.draft.columns;
  const isSound = [patient, admission, start, end].every((column) => column !== undefined);
  return isSound ? { ...placed, sample, role: 'admissions', reason: 'startAndEnd' } : null;
}

/** What a table is that is no table of admissions. */
export function draftOther(
  sample: SampledTable,
  profiles: readonly ColumnProfile[],
  keys: KnownKeys,
): DraftedTable {
  const drafts = [draftPeople, draftIcuStays, draftNotes, draftCodes, draftResults];
  for (const propose of drafts) {
    const drafted = propose(sample, profiles, keys);
    if (drafted !== null) return drafted;
  }
  return { sample, draft: new TableDraft(profiles), role: null, reason: null, rest: {} };
}

type Drafter = (
  sample: SampledTable,
  profiles: readonly ColumnProfile[],
  keys: KnownKeys,
) => DraftedTable | null;

const draftPeople: Drafter = (sample, profiles, keys) => {
  const placed = placedAs('people', profiles, keys);
  const { patient, sex, birth, death } = placed.draft.columns;
  const key = profiles.find(({ name }) => name === patient);
  if (key === undefined || !isOneARow(key)) return null;
  if (sex === undefined && birth === undefined && death === undefined) return null;
  return { ...placed, sample, role: 'people', reason: 'onePersonARow' };
};

const draftIcuStays: Drafter = (sample, profiles, keys) => {
  if (!FILE_NAMES.icuStays.test(nameOf(sample))) return null;
  const placed = placedAs('icuStays', profiles, keys);
  const { patient, start, end } = placed.draft.columns;
  if (patient === undefined || start === undefined || end === undefined) return null;
  return { ...placed, sample, role: 'icuStays', reason: 'fileCalledSo' };
};

const draftNotes: Drafter = (sample, profiles, keys) => {
  const isLong = longTextOf(profiles) !== undefined;
  if (!isLong && !FILE_NAMES.notes.test(nameOf(sample))) return null;
  const placed = placedAs('notes', profiles, keys);
  const { text, time } = placed.draft.columns;
  if (text === undefined || time === undefined || !isLinked(placed)) return null;
  return { ...placed, sample, role: 'notes', reason: isLong ? 'longTexts' : 'fileCalledSo' };
};

const CODED = ['procedures', 'medications', 'diagnoses'] as const;

const draftCodes: Drafter = (sample, profiles, keys) => {
  const looked = CODED.find((role) => profiles.some(({ look }) => look === CODE_LOOKS[role]));
  const role = looked ?? CODED.find((named) => FILE_NAMES[named].test(nameOf(sample)));
  if (role === undefined) return null;
  const placed = placedAs(role, profiles, keys);
  const { code, time, admission } = placed.draft.columns;
  if (code === undefined || !isLinked(placed)) return null;
  if (time === undefined && admission === undefined) return null;
  const reason = looked === undefined ? 'fileCalledSo' : LOOK_REASONS[CODE_LOOKS[looked]];
  return { ...placed, sample, role, reason };
};

const draftResults: Drafter = (sample, profiles, keys) => {
  const placed = placedAs('results', profiles, keys);
  if (placed.draft.columns['time'] === undefined || !isLinked(placed)) return null;
  const isWide = placed.rest.measurements !== undefined;
  if (!isWide && !saysItemAndValue(placed.draft)) return null;
  return { ...placed, sample, role: 'results', reason: isWide ? 'numbersInColumns' : 'itemsAndValues' };
};

function isLinked({ draft: { columns } }: PlacedTable): boolean {
  return columns['patient'] !== undefined || columns['admission'] !== undefined;
}

function nameOf({ file: { table, sheet } }: SampledTable): string {
  return plainName(sheet ?? table.split('/').at(-1) ?? table);
}
