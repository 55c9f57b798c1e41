import type { CohortSpec } from '../../../main/api/common.ts';
import {
  compact,
  modalitiesOf,
  modalityText,
  numberIn,
  oneOf,
  textOf,
  wholeIn,
  wordsOf,
  wordsText,
  type RawSearch,
} from '../../app/search.ts';
import { parseSides, sidesText } from './sides.ts';
import { parseTerms, termsText } from './terms.ts';

export const TASKS = ['mortality-90d', 'readmission-15d', 'mortality-hospital', 'readmission-icu'] as const;
export const DEFAULT_TASK = TASKS[0];
export const PRESETS = ['default', 'muse', 'muse-eicu', 'yaib', 'pyhealth'] as const;
export const LABELS = ['complete', 'muse', 'yaib', 'pyhealth'] as const;
export const PLACES = ['this-stay', 'earlier-stays', 'either'] as const;
/** What each switch of a label card can be set to, beside its default. */
export const SWITCHES = {
  mergeEpisodes: ['true'],
  observationStays: ['exclude'],
  plannedReadmissions: ['ignore'],
  hospiceDischarges: ['exclude'],
  deathWithoutReadmission: ['exclude', 'composite'],
  unitStays: ['first'],
} as const;
export type SwitchName = keyof typeof SWITCHES;
export const INPUTS = ['auditVariables', 'outcomeSections', 'careLimitations'] as const;

type Filters = NonNullable<CohortSpec['filters']>;
type Switches = { readonly [Name in SwitchName]?: (typeof SWITCHES)[Name][number] };
type Inputs = { readonly [Name in (typeof INPUTS)[number]]?: 'true' };

/** A cohort as it stands in an address: names and texts. With `saved` the rest is what was saved. */
export interface CohortSearch extends Switches, Inputs {
  readonly task?: CohortSpec['task'];
  readonly preset?: CohortSpec['preset'];
  readonly labels?: NonNullable<CohortSpec['labels']>;
  readonly timing?: NonNullable<CohortSpec['timing']>;
  /** `name@version` */
  readonly saved?: string;
  readonly source?: string;
  readonly hours?: number;
  readonly variant?: NonNullable<CohortSpec['variant']>;
  readonly lookBack?: number;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  /** Hours. */
  readonly stayFrom?: number;
  readonly stayTo?: number;
  /** Names, with a semicolon between two. */
  readonly units?: string;
  /** Terms as `code:I50;name:heart failure`. */
  readonly dx?: string;
  readonly dxNot?: string;
  readonly dxIn?: (typeof PLACES)[number];
  readonly px?: string;
  readonly pxNot?: string;
  readonly pxIn?: (typeof PLACES)[number];
  /** Comma-separated modalities. */
  readonly has?: string;
  readonly hasAtLeast?: number;
  readonly only?: 'first';
  /** `time:2017`, `hospital`, `unit:Surgery`. */
  readonly sides?: string;
}

/** Takes out what another task may not have. */
export const OF_ONE_TASK: RawSearch = Object.fromEntries(
  ['preset', 'labels', 'timing', 'hours', 'variant', 'units', 'dxIn', 'pxIn', ...Object.keys(SWITCHES)].map(
    (name) => [name, undefined],
  ),
);

export function validateCohortSearch(search: RawSearch): CohortSearch {
  return compact({
    task: oneOf(TASKS, search.task),
    preset: oneOf(PRESETS, search.preset),
    labels: oneOf(LABELS, search.labels),
    timing: oneOf(['retrospective', 'available'], search.timing),
    saved: textOf(search.saved),
    source: textOf(search.source),
    hours: numberIn(search.hours, 0.1, 10_000),
    variant: oneOf(['icu', 'admission'], search.variant),
    lookBack: numberIn(search.lookBack, 0.1, 100_000),
    ageFrom: wholeIn(search.ageFrom, 18, 90),
    ageTo: wholeIn(search.ageTo, 18, 89),
    stayFrom: numberIn(search.stayFrom, 0, 100_000),
    stayTo: numberIn(search.stayTo, 0.1, 100_000),
    units: wordsText(wordsOf(search.units)),
    dx: termsText(parseTerms(search.dx)),
    dxNot: termsText(parseTerms(search.dxNot)),
    dxIn: oneOf(PLACES, search.dxIn),
    px: termsText(parseTerms(search.px)),
    pxNot: termsText(parseTerms(search.pxNot)),
    pxIn: oneOf(PLACES, search.pxIn),
    has: modalityText(modalitiesOf(search.has)),
    hasAtLeast: wholeIn(search.hasAtLeast, 1, 6),
    only: oneOf(['first'], search.only),
    sides: sidesText(parseSides(search.sides)),
    ...switchesIn(search),
  });
}

function switchesIn(search: RawSearch): Switches & Inputs {
  const switches = Object.entries(SWITCHES).map(([name, values]) => [name, oneOf(values, search[name])]);
  const inputs = INPUTS.map((name) => [name, oneOf(['true'], search[name])]);
  return Object.fromEntries([...switches, ...inputs]) as Switches & Inputs;
}

/** The cohort that an address means; what is left out is the task's own. */
export function specOf(search: CohortSearch): CohortSpec {
  const { task = DEFAULT_TASK, preset = 'default', labels, timing, source, hours, variant } = search;
  return {
    task,
    preset,
    ...compact({
      source,
      labels,
      timing,
      hours,
      variant,
      lookBackHours: search.lookBack,
      rules: rulesOf(search),
      inputs: inputsOf(search),
      filters: filtersOf(search),
      split: parseSides(search.sides),
    }),
  };
}

/** The address of a cohort, the opposite of `specOf`. */
export function searchOf(spec: CohortSpec): CohortSearch {
  const { task, preset, source, labels, timing, hours, variant, lookBackHours, rules, inputs, split } = spec;
  const { ageYears, lengthOfStayHours, firstUnits, diagnoses, procedures, present, admissions } =
    spec.filters ?? {};
  return validateCohortSearch({
    task,
    preset: preset === 'default' ? undefined : preset,
    source,
    labels,
    timing,
    hours,
    variant,
    lookBack: lookBackHours,
    ageFrom: ageYears?.from,
    ageTo: ageYears?.to,
    stayFrom: lengthOfStayHours?.from,
    stayTo: lengthOfStayHours?.to,
    units: wordsText(firstUnits ?? []),
    dx: termsText(diagnoses?.with ?? []),
    dxNot: termsText(diagnoses?.without ?? []),
    dxIn: diagnoses?.recorded,
    px: termsText(procedures?.with ?? []),
    pxNot: termsText(procedures?.without ?? []),
    pxIn: procedures?.recorded,
    has: modalityText(present?.modalities ?? []),
    hasAtLeast: present?.atLeast,
    only: admissions,
    sides: sidesText(split),
    ...asTexts(rules),
    ...asTexts(inputs),
  });
}

function asTexts(choices: object | undefined): RawSearch {
  return Object.fromEntries(Object.entries(choices ?? {}).map(([name, value]) => [name, String(value)]));
}

function rulesOf(search: CohortSearch): CohortSpec['rules'] {
  const { observationStays, plannedReadmissions, hospiceDischarges, deathWithoutReadmission, unitStays } =
    search;
  return orNothing({
    mergeEpisodes: search.mergeEpisodes === undefined ? undefined : true,
    observationStays,
    plannedReadmissions,
    hospiceDischarges,
    deathWithoutReadmission,
    unitStays,
  });
}

function inputsOf(search: CohortSearch): CohortSpec['inputs'] {
  return orNothing(Object.fromEntries(INPUTS.map((name) => [name, search[name] === 'true' || undefined])));
}

function filtersOf(search: CohortSearch): CohortSpec['filters'] {
  const { ageFrom, ageTo, stayFrom, stayTo, dxIn, pxIn, only } = search;
  const units = wordsOf(search.units);
  const modalities = [...modalitiesOf(search.has)];
  return orNothing<Filters>({
    ageYears: range(ageFrom, ageTo),
    lengthOfStayHours: range(stayFrom, stayTo),
    firstUnits: units.length === 0 ? undefined : units,
    diagnoses: codesOf(search.dx, search.dxNot, dxIn),
    procedures: codesOf(search.px, search.pxNot, pxIn),
    present: orNothing({
      modalities: modalities.length === 0 ? undefined : modalities,
      atLeast: search.hasAtLeast,
    }),
    admissions: only,
  });
}

/** Limits that fall are none: their fields say so. */
function range(from: number | undefined, to: number | undefined): { from?: number; to?: number } | undefined {
  return from !== undefined && to !== undefined && from > to ? undefined : orNothing({ from, to });
}

function codesOf(
  wanted: string | undefined,
  unwanted: string | undefined,
  recorded: (typeof PLACES)[number] | undefined,
): Filters['diagnoses'] {
  const some = parseTerms(wanted);
  const none = parseTerms(unwanted);
  if (some.length === 0 && none.length === 0) return undefined;
  return compact({
    with: some.length === 0 ? undefined : some,
    without: none.length === 0 ? undefined : none,
    recorded,
  });
}

/** Without anything in it there is nothing to say. */
function orNothing<T extends object>(choices: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const kept = compact(choices as RawSearch) as { [K in keyof T]?: Exclude<T[K], undefined> };
  return Object.keys(kept).length === 0 ? undefined : kept;
}
