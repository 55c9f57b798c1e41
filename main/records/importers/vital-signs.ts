import { sentence, type Sentence } from '../../../models/wording.ts';

const PER_MINUTE = ['bpm', 'beats/min', '{beats}/min', 'insp/min', 'breaths/min', '{breaths}/min', '/min'];

/** Units of vital signs, each with the ways in which it may be written, in lower case. */
const SPELLINGS = {
  bpm: PER_MINUTE,
  'insp/min': PER_MINUTE,
  mmHg: ['mmhg', 'mm hg', 'mm[hg]'],
  '°F': ['°f', 'f', 'degf', 'deg f', 'deg. f', '[degf]', 'fahrenheit'],
  '°C': ['°c', 'c', 'degc', 'deg c', 'deg. c', 'cel', 'celsius'],
  '%': ['%', 'percent'],
  kg: ['kg', 'kgs', 'kilogram', 'kilograms'],
  lb: ['lb', 'lbs', 'lb.', 'lbs.', '[lb_av]', 'pounds'],
  cm: ['cm', 'centimeter', 'centimetre'],
  inch: ['inch', 'inches', 'in', '[in_i]'],
} as const satisfies Record<string, readonly string[]>;

export type VitalUnit = keyof typeof SPELLINGS;
export type ValueRange = readonly [low: number, high: number];

export interface VitalSign {
  readonly name: Sentence;
  /** Of its ranges; `null`: a score. */
  readonly unit: VitalUnit | null;
  /** What lies outside was not measured on a person: a slip of the pen, a line that was flushed, another unit. */
  readonly possible: ValueRange;
  /** What lies outside is kept, and counted. */
  readonly plausible: ValueRange;
}

/**
 * Vital signs with their ranges, for every source. What is charted in two units has an entry for each.
 *
 * `possible` is the range outside of which MIMIC-Extract drops a value (`resources/mimiciv_variable_ranges.csv`, its
 * Celsius also in Fahrenheit). `plausible` is the narrower of its valid range and of the limits in mimic-code
 * (`mimic-iv/concepts/measurement/vitalsign.sql`, `height.sql`). Wider here than there: inspired oxygen, which is also
 * charted as a fraction; a verbal response of 0 in intubated people; weight, since people of over 250 kg are treated, and
 * none of over 635 kg is known.
 */
export const VITAL_SIGNS = {
  heartRate: {
    name: sentence`heart rate`,
    unit: 'bpm',
    possible: [0, 390],
    plausible: [1, 300],
  },
  systolicPressure: {
    name: sentence`systolic pressure`,
    unit: 'mmHg',
    possible: [0, 375],
    plausible: [1, 375],
  },
  diastolicPressure: {
    name: sentence`diastolic pressure`,
    unit: 'mmHg',
    possible: [0, 375],
    plausible: [1, 300],
  },
  meanPressure: {
    name: sentence`mean pressure`,
    unit: 'mmHg',
    possible: [0, 375],
    plausible: [14, 300],
  },
  respiratoryRate: {
    name: sentence`respiratory rate`,
    unit: 'insp/min',
    possible: [0, 330],
    plausible: [1, 70],
  },
  temperatureFahrenheit: {
    name: sentence`temperature in Fahrenheit`,
    unit: '°F',
    possible: [57.6, 116.6],
    plausible: [78.8, 113],
  },
  temperatureCelsius: {
    name: sentence`temperature in Celsius`,
    unit: '°C',
    possible: [14.2, 47],
    plausible: [26, 45],
  },
  oxygenSaturation: {
    name: sentence`oxygen saturation`,
    unit: '%',
    possible: [0, 100],
    plausible: [1, 100],
  },
  inspiredOxygen: {
    name: sentence`inspired oxygen`,
    unit: '%',
    possible: [0, 100],
    plausible: [21, 100],
  },
  eyeOpening: {
    name: sentence`eye opening (GCS)`,
    unit: null,
    possible: [1, 4],
    plausible: [1, 4],
  },
  verbalResponse: {
    name: sentence`verbal response (GCS)`,
    unit: null,
    possible: [0, 5],
    plausible: [1, 5],
  },
  motorResponse: {
    name: sentence`motor response (GCS)`,
    unit: null,
    possible: [1, 6],
    plausible: [1, 6],
  },
  weightKilograms: {
    name: sentence`weight in kilograms`,
    unit: 'kg',
    possible: [0, 700],
    plausible: [1, 250],
  },
  weightPounds: {
    name: sentence`weight in pounds`,
    unit: 'lb',
    possible: [0, 1543],
    plausible: [2, 551],
  },
  heightCentimetres: {
    name: sentence`height in centimetres`,
    unit: 'cm',
    possible: [0, 275],
    plausible: [120, 230],
  },
} as const satisfies Record<string, VitalSign>;

/** Ways of writing a unit. */
export function spellingsOf(unit: VitalUnit): readonly string[] {
  return SPELLINGS[unit];
}

/** Ways of writing any unit but this one. */
export function spellingsOfOthers(unit: VitalUnit): readonly string[] {
  const own: readonly string[] = SPELLINGS[unit];
  return Object.values(SPELLINGS)
    .flat()
    .filter((spelling) => !own.includes(spelling));
}

/** A range as people read it, e.g. `1 to 300 bpm`. */
export function rangeText([low, high]: ValueRange, { unit }: VitalSign): Sentence {
  return unit === null ? sentence`${low} to ${high}` : sentence`${low} to ${high} ${unit}`;
}

/** What is wrong with a number that no person can have. */
export function impossibleValue(sign: VitalSign): Sentence {
  return sentence`${sign.name} outside the possible ${rangeText(sign.possible, sign)}`;
}

/** What is odd about a number that few people have. */
export function implausibleValue(sign: VitalSign): Sentence {
  return sentence`${sign.name} outside the plausible ${rangeText(sign.plausible, sign)}`;
}

/** Whether a number lies outside a range, as SQL. */
export function isOutside(value: string, [low, high]: ValueRange): string {
  return `${value} NOT BETWEEN ${low} AND ${high}`;
}
