import type { z } from 'zod';
import type { GROUP_VARIABLES, groupVariable } from '../../api/missingness.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { EvidenceContext } from '../evidence/evidence-context.ts';

export type GroupVariable = z.infer<typeof groupVariable>;

/** What an encounter is in, by each variable; `null` where the source does not have the variable. */
export type Memberships = Readonly<Record<(typeof GROUP_VARIABLES)[number], string | null>>;

export const NOT_KNOWN = 'not known';

interface Facts {
  readonly encounter: LabelledEncounter;
  readonly context: EvidenceContext;
  readonly demographics: Readonly<Record<string, string | number | null>>;
  readonly hospital: string | null;
}

/** The groups that an encounter belongs to. Race is read here to audit the cohort, whether it is an input or not. */
export function membershipsOf({ encounter, context, demographics, hospital }: Facts): Memberships {
  const own = context.record.admissions.find(({ id }) => encounter.admissionIds.includes(id));
  const unit = demographics['unitAtPrediction'] ?? demographics['unitType'] ?? demographics['firstUnit'];
  return {
    label: encounter.label === null ? 'unlabelled' : encounter.label === 1 ? 'positive' : 'negative',
    sex: context.record.sex ?? NOT_KNOWN,
    age: ageBand(own?.ageYears ?? null),
    unit: unit === undefined || unit === null ? null : String(unit),
    hospital,
    race: raceGroup(own?.race ?? null),
  };
}

/** Lower ends of the bands, in years. */
const AGE_BANDS = [0, 18, 45, 65, 80];

export function ageBand(years: number | null): string {
  if (years === null) return NOT_KNOWN;
  const from = AGE_BANDS.findLast((lower) => years >= lower) ?? 0;
  const next = AGE_BANDS[AGE_BANDS.indexOf(from) + 1];
  return next === undefined ? `${from} and over` : `${from}–${next - 1}`;
}

/** The many words of the sources, in the groups that both have. */
const RACES: readonly (readonly [group: string, words: RegExp])[] = [
  ['Hispanic or Latino', /hispanic|latino|south american/i],
  ['Black', /black|african/i],
  ['Asian', /\basian\b/i],
  ['White', /white|caucasian|portuguese/i],
  ['Native American or Pacific', /american indian|alaska|native|pacific/i],
];

export function raceGroup(race: string | null): string {
  if (race === null) return NOT_KNOWN;
  if (/unknown|declined|unable/i.test(race)) return NOT_KNOWN;
  return RACES.find(([, words]) => words.test(race))?.[0] ?? 'Other';
}
