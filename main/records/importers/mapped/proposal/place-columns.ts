import type { MappedRole } from '../../../../api/mapping.ts';
import type { ReadAs, Reason } from '../../../../api/mapping-proposal.ts';
import { isCalled } from './column-names.ts';
import type { CodeLook, ColumnProfile } from './profile-column.ts';
import { hasDates, TableDraft } from './table-draft.ts';

/** The columns of a table in the places of a role, and what a mapping says beside them. */
export interface PlacedTable {
  readonly draft: TableDraft;
  readonly rest: Pick<ReadAs, 'measurements' | 'nonNumbers'>;
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

export const LOOK_REASONS: Readonly<Record<CodeLook, Reason>> = {
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

/** What the codes of a role look like where their column can be told by that. */
export const CODE_LOOKS = { procedures: 'OPS', medications: 'ATC', diagnoses: 'ICD10' } as const;

type Placer = (profiles: readonly ColumnProfile[], keys: KnownKeys) => PlacedTable;

const admissions: Placer = (profiles) => {
  const draft = new TableDraft(profiles);
  draft.named('patient', 'patient');
  if (!draft.named('admission', 'admission', isNoDate)) placeUnique(draft);
  draft.date('start', 'start');
  draft.date('end', 'end');
  placePerson(draft);
  draft.named('died', 'died', ({ distinct }) => distinct.size <= 3);
  draft.worded('discharge', 'discharge');
  draft.worded('type', 'type');
  draft.named('from', 'from');
  draft.named('unit', 'ward');
  draft.named('age', 'age', ({ allNumbers }) => allNumbers);
  draft.named('insurance', 'insurance');
  return { draft, rest: {} };
};

const people: Placer = (profiles) => {
  const draft = new TableDraft(profiles);
  if (!draft.named('patient', 'patient', isOneARow)) draft.named('patient', 'patient');
  placePerson(draft);
  return { draft, rest: {} };
};

const icuStays: Placer = (profiles, keys) => {
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  draft.named('stay', 'icuStay');
  draft.date('start', 'start');
  draft.date('end', 'end');
  draft.named('unit', 'ward');
  return { draft, rest: {} };
};

const notes: Placer = (profiles, keys) => {
  const long = longTextOf(profiles);
  const named = profiles.find(
    (profile) => isCalled(profile, 'text') && profile.decimals.length === 0 && !hasDates(profile),
  );
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  draft.place('text', long ?? named, long === undefined ? 'calledSo' : 'longTexts');
  placeTimes(draft);
  draft.worded('kind', 'kind');
  return { draft, rest: {} };
};

function codes(role: keyof typeof CODE_LOOKS): Placer {
  return (profiles, keys) => {
    const look = profiles.some((profile) => profile.look === CODE_LOOKS[role]) ? CODE_LOOKS[role] : null;
    const draft = new TableDraft(profiles);
    placeLinks(draft, keys);
    const isSeries = placeCodes(draft, look);
    placeTimes(draft);
    draft.named('name', 'name', ({ decimals }) => decimals.length === 0);
    if (look !== null) draft.columns['system'] = { always: LOOK_SYSTEMS[look] };
    else draft.named('system', 'system');
    if (isSeries) delete draft.columns['name'];
    return { draft, rest: {} };
  };
}

/** A row for each result where an item and its value are found; else a column for each, where any holds numbers. */
const results: Placer = (profiles, keys) => {
  const long = placeLong(profiles, keys);
  if (saysItemAndValue(long.draft)) return long;
  return placeWide(profiles, keys) ?? long;
};

const PLACERS: Readonly<Record<MappedRole, Placer>> = {
  people,
  admissions,
  icuStays,
  diagnoses: codes('diagnoses'),
  procedures: codes('procedures'),
  medications: codes('medications'),
  results,
  notes,
};

/** The columns of a table in their places if it holds what is said, whether or not it looks like that. */
export function placedAs(role: MappedRole, profiles: readonly ColumnProfile[], keys: KnownKeys): PlacedTable {
  return PLACERS[role](profiles, keys);
}

/** Extracts name a few people twice: the import rejects the second row and says where it is. */
export function isOneARow({ distinct, filled }: ColumnProfile): boolean {
  return filled > 0 && distinct.size / filled >= MOSTLY;
}

export function longTextOf(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  return profiles.find(({ length, dates }) => length >= LONG_TEXT && dates.length === 0);
}

export function saysItemAndValue({ columns: { value, name, code } }: TableDraft): boolean {
  return value !== undefined && (name !== undefined || code !== undefined);
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

function placeLong(profiles: readonly ColumnProfile[], keys: KnownKeys): PlacedTable {
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  placeTimes(draft);
  const item = draft.free.find(({ look }) => look === 'LOINC');
  if (item !== undefined) {
    draft.place('code', item, 'looksLikeLoinc');
    draft.columns['system'] = { always: 'LOINC' };
  } else draft.named('code', 'code');
  draft.named('value', 'value');
  draft.named('name', 'name', ({ decimals }) => decimals.length === 0);
  draft.named('unit', 'unit');
  draft.named('low', 'low', ({ decimals }) => decimals.length > 0);
  draft.named('high', 'high', ({ decimals }) => decimals.length > 0);
  const value = profiles.find(({ name }) => name === draft.columns['value']);
  return { draft, rest: value === undefined || value.allNumbers ? {} : { nonNumbers: 'text' } };
}

/** `null` where no column holds numbers. */
function placeWide(profiles: readonly ColumnProfile[], keys: KnownKeys): PlacedTable | null {
  const draft = new TableDraft(profiles);
  placeLinks(draft, keys);
  placeTimes(draft);
  const measured = draft.free.filter(
    ({ decimals, plainName: name }) => decimals.length > 0 && !/(^|_)(id|nr|key)$/.test(name),
  );
  if (measured.length === 0) return null;
  for (const profile of measured) draft.mark('measurements', profile, 'numbers');
  const measurements = measured.map(({ name }) => ({ column: name, ...nameAndUnit(name) }));
  const words: PlacedTable['rest'] = measured.some(({ allNumbers }) => !allNumbers)
    ? { nonNumbers: 'text' }
    : {};
  return { draft, rest: { measurements, ...words } };
}

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
