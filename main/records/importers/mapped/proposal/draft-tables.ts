import type { MappedRole } from '../../../../api/mapping.ts';
import type { Reason } from '../../../../api/mapping-proposal.ts';
import { FILE_NAMES, isCalled } from './column-names.ts';
import { type CodeLook, type ColumnProfile, plainName } from './profile-column.ts';
import type { SampledTable } from './sample-table.ts';
import { hasDates, TableDraft } from './table-draft.ts';

/** A table with what it is taken for; without a role it is not read. */
export interface DraftedTable {
  readonly sample: SampledTable;
  readonly draft: TableDraft;
  readonly role: MappedRole | null;
  readonly reason: Reason | null;
  /** Beside the columns. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Keys that other tables may point to. */
export interface KnownKeys {
  readonly people: ReadonlySet<string>;
  readonly admissions: ReadonlySet<string>;
}

export const NO_KEYS: KnownKeys = { people: new Set(), admissions: new Set() };

const LONG_TEXT = 60;
/** Share of the rows of a table of people that must name another person than those before. */
const MOSTLY = 0.9;
/** Share of the values of a column that must be keys. */
const LINKED = 0.5;

const LOOK_REASONS: Readonly<Record<CodeLook, Reason>> = {
  ICD10: 'looksLikeIcd10',
  LOINC: 'looksLikeLoinc',
  ATC: 'looksLikeAtc',
  OPS: 'looksLikeOps',
};
const LOOK_SYSTEMS: Readonly<Record<CodeLook, string>> = {
  ICD10: 'ICD10CM',
  LOINC: 'LOINC',
  ATC: 'ATC',
  OPS: 'OPS',
};

/** Admissions have a start and an end, and a key of their own or of the person. */
export function draftAdmissions(
  sample: SampledTable,
  profiles: readonly ColumnProfile[],
): DraftedTable | null {
  const draft = new TableDraft(profiles);
  draft.named('patient', 'patient');
  const hasKey = draft.named('admission', 'admission', isNoDate) || placeUnique(draft);
  const hasSpan = draft.date('start', 'start') && draft.date('end', 'end');
  if (!hasSpan || !hasKey || draft.columns['patient'] === undefined) return null;
  placePerson(draft);
  draft.named('died', 'died', ({ distinct }) => distinct.size <= 3);
  draft.worded('discharge', 'discharge');
  draft.worded('type', 'type');
  draft.named('from', 'from');
  draft.named('unit', 'ward');
  draft.named('age', 'age', ({ allNumbers }) => allNumbers);
  draft.named('insurance', 'insurance');
  return { sample, draft, role: 'admissions', reason: 'startAndEnd', rest: {} };
}

/** Extracts name a few people twice: the import rejects the second row and says where it is. */
function isOneARow({ distinct, filled }: ColumnProfile): boolean {
  return filled > 0 && distinct.size / filled >= MOSTLY;
}

function isNoDate(profile: ColumnProfile): boolean {
  return !hasDates(profile);
}

function placeUnique(draft: TableDraft): boolean {
  return draft.place(
    'admission',
    draft.free.find(
      (profile) => profile.unique && !hasDates(profile) && /(id|nr|no|key)$/.test(profile.plainName),
    ),
    'everyValueDiffers',
  );
}

function placePerson(draft: TableDraft): void {
  draft.named('sex', 'sex');
  draft.date('birth', 'birth');
  draft.date('death', 'death');
  draft.named('race', 'race');
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

const draftPeople: Drafter = (sample, profiles) => {
  const draft = new TableDraft(profiles);
  if (!draft.named('patient', 'patient', isOneARow)) return null;
  placePerson(draft);
  const { sex, birth, death } = draft.columns;
  if (sex === undefined && birth === undefined && death === undefined) return null;
  return { sample, draft, role: 'people', reason: 'onePersonARow', rest: {} };
};

const draftIcuStays: Drafter = (sample, profiles, keys) => {
  if (!FILE_NAMES.icuStays.test(nameOf(sample))) return null;
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  draft.named('stay', 'icuStay');
  const hasSpan = draft.date('start', 'start') && draft.date('end', 'end');
  if (!hasSpan || draft.columns['patient'] === undefined) return null;
  draft.named('unit', 'ward');
  return { sample, draft, role: 'icuStays', reason: 'fileCalledSo', rest: {} };
};

const draftNotes: Drafter = (sample, profiles, keys) => {
  const text = profiles.find(({ length, dates }) => length >= LONG_TEXT && dates.length === 0);
  const named = FILE_NAMES.notes.test(nameOf(sample))
    ? profiles.find(
        (profile) => isCalled(profile, 'text') && profile.decimals.length === 0 && !hasDates(profile),
      )
    : undefined;
  const found = text ?? named;
  if (found === undefined) return null;
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  draft.place('text', found, text === undefined ? 'calledSo' : 'longTexts');
  if (!placeTimes(draft) || !isLinked(draft)) return null;
  draft.worded('kind', 'kind');
  return {
    sample,
    draft,
    role: 'notes',
    reason: text === undefined ? 'fileCalledSo' : 'longTexts',
    rest: {},
  };
};

const CODED = [
  { role: 'procedures', look: 'OPS' },
  { role: 'medications', look: 'ATC' },
  { role: 'diagnoses', look: 'ICD10' },
] as const;

const draftCodes: Drafter = (sample, profiles, keys) => {
  const looked = CODED.find(({ look }) => profiles.some((profile) => profile.look === look));
  const named = CODED.find(({ role }) => FILE_NAMES[role].test(nameOf(sample)));
  const found = looked ?? named;
  if (found === undefined) return null;
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  const isSeries = placeCodes(draft, looked?.look ?? null);
  if (draft.columns['code'] === undefined || !isLinked(draft)) return null;
  placeTimes(draft);
  draft.named('name', 'name', ({ decimals }) => decimals.length === 0);
  if (looked !== undefined) draft.columns['system'] = { always: LOOK_SYSTEMS[looked.look] };
  else draft.named('system', 'system');
  if (draft.columns['time'] === undefined && draft.columns['admission'] === undefined) return null;
  if (isSeries) delete draft.columns['name'];
  const reason = looked === undefined ? 'fileCalledSo' : LOOK_REASONS[looked.look];
  return { sample, draft, role: found.role, reason, rest: {} };
};

/** One column of codes, or all of a series such as dx1, dx2 ... Says whether it is a series. */
function placeCodes(draft: TableDraft, look: CodeLook | null): boolean {
  const candidates = draft.free.filter((profile) =>
    look === null ? isCalled(profile, 'code') || isCalled(profile, 'name') : profile.look === look,
  );
  const [first, ...others] = candidates;
  if (first === undefined) return false;
  const stem = first.plainName.replace(/_?\d+$/, '');
  const series = [first, ...others.filter(({ plainName: name }) => name.replace(/_?\d+$/, '') === stem)];
  const reason = look === null ? 'calledSo' : LOOK_REASONS[look];
  if (series.length === 1) {
    draft.place('code', first, reason);
    return false;
  }
  draft.columns['code'] = series.map(({ name }) => name);
  for (const profile of series) draft.mark('code', profile, reason);
  return true;
}

const draftResults: Drafter = (sample, profiles, keys) => {
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  if (!placeTimes(draft) || !isLinked(draft)) return null;
  const item = draft.free.find(({ look }) => look === 'LOINC');
  if (item !== undefined) {
    draft.place('code', item, 'looksLikeLoinc');
    draft.columns['system'] = { always: 'LOINC' };
  } else draft.named('code', 'code');
  draft.named('value', 'value');
  const hasName = draft.named('name', 'name', ({ decimals }) => decimals.length === 0);
  if (draft.columns['value'] !== undefined && (hasName || draft.columns['code'] !== undefined)) {
    draft.named('unit', 'unit');
    draft.named('low', 'low', ({ decimals }) => decimals.length > 0);
    draft.named('high', 'high', ({ decimals }) => decimals.length > 0);
    const value = profiles.find(({ name }) => name === draft.columns['value']);
    const rest = value?.allNumbers === true ? {} : { nonNumbers: 'text' };
    return { sample, draft, role: 'results', reason: 'itemsAndValues', rest };
  }
  return draftWide(sample, profiles, keys);
};

const draftWide: Drafter = (sample, profiles, keys) => {
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  placeTimes(draft);
  const measured = draft.free.filter(
    ({ decimals, plainName: name }) => decimals.length > 0 && !/(^|_)(id|nr|key)$/.test(name),
  );
  if (measured.length === 0) return null;
  for (const profile of measured) draft.mark('measurements', profile, 'numbers');
  const measurements = measured.map(({ name }) => ({ column: name, ...nameAndUnit(name) }));
  const words = measured.some(({ allNumbers }) => !allNumbers) ? { nonNumbers: 'text' } : {};
  return { sample, draft, role: 'results', reason: 'numbersInColumns', rest: { measurements, ...words } };
};

/** `Kreatinin (mg/dl)` and `crea [mg/dL]` name their unit. */
function nameAndUnit(column: string): { readonly name?: string; readonly unit?: string } {
  const [, name, unit] = /^(.*?)\s*[([]([^)\]]+)[)\]]\s*$/.exec(column) ?? [];
  return name === undefined || unit === undefined || name === '' ? {} : { name, unit };
}

/** The columns whose values are keys of admissions and people, or else those that are called so. */
function placeLinks(draft: TableDraft, { admissions, people }: KnownKeys): void {
  if (!draft.place('admission', mostLinked(draft, admissions), 'keysOfAdmissions'))
    draft.named('admission', 'admission', isNoDate);
  if (!draft.place('patient', mostLinked(draft, people), 'keysOfPeople'))
    draft.named('patient', 'patient', isNoDate);
}

/** Small numbers are keys by chance: the name must agree, or the keys be no such numbers. */
function mostLinked(draft: TableDraft, keys: ReadonlySet<string>): ColumnProfile | undefined {
  const linked = draft.free.filter((profile) => {
    const values = [...profile.distinct];
    const known = values.filter((value) => keys.has(value)).length;
    const isTelling = values.every((value) => value.length >= 3);
    const isNamed = isCalled(profile, 'patient') || isCalled(profile, 'admission');
    return known > 0 && known / values.length >= LINKED && (isTelling || isNamed);
  });
  return (
    linked.find((profile) => isCalled(profile, 'admission') || isCalled(profile, 'patient')) ?? linked[0]
  );
}

function placeTimes(draft: TableDraft): boolean {
  draft.date('known', 'known');
  const isNamed = draft.date('time', 'time') || draft.date('time', 'start');
  return isNamed || draft.place('time', draft.free.find(hasDates), 'dates');
}

function isLinked({ columns: { patient, admission } }: TableDraft): boolean {
  return patient !== undefined || admission !== undefined;
}

function nameOf({ file: { table, sheet } }: SampledTable): string {
  return plainName(sheet ?? table.split('/').at(-1) ?? table);
}
