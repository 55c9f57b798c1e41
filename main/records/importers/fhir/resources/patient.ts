import type { Patient, PatientCommunication } from 'fhir/r4.js';
import { z } from 'zod';
import { codesOf, textOf } from '../codes.ts';
import { codeableConcept, date, elementsOf, extension, id, time } from '../elements.ts';
import { type FhirTime, isMoment, middleDay, namesDay, startOf } from '../fhir-time.ts';
import type { Remark } from '../remarks.ts';
import { resourceReader } from '../resource-reader.ts';
import { INTEGER, MINUTE, resourceTable, TEXT } from '../resource-table.ts';
import { sentence } from '../../../../../models/wording.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-';
const RACE = `${US_CORE}race`;
const ETHNICITY = `${US_CORE}ethnicity`;
const HISPANIC = '2135-2';

/** Extensions that are read: race and ethnicity by US Core, which are audit variables and no inputs by default. */
export const READ_EXTENSIONS: ReadonlySet<string> = new Set([RACE, ETHNICITY]);

const schema = elementsOf<Patient>()({
  id: id.optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: date.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: time.optional(),
  maritalStatus: codeableConcept.optional(),
  communication: z
    .array(
      elementsOf<PatientCommunication>()({
        language: codeableConcept,
        preferred: z.boolean().optional(),
      }),
    )
    .optional(),
  extension: z.array(extension).optional(),
});

type PatientElements = z.infer<typeof schema>;

export const PATIENT = resourceReader({
  spec: resourceTable('Patient', {
    use: 'required',
    columns: {
      sex: TEXT,
      /** Days since 1970; of a birth of which only the month or year is given, the one in its middle. */
      birth_day: INTEGER,
      /** Whether the person is known to have died. */
      deceased: INTEGER,
      death: MINUTE,
      /** Whether `death` is by the minute: otherwise it is the first one of the day. */
      death_timed: INTEGER,
      race: TEXT,
      language: TEXT,
      marital_status: TEXT,
    },
    without: sentence`nothing can be imported`,
  }),
  schema,
  rows: (patient, { id }) => {
    const death = patient.deceasedDateTime;
    const isExact = death !== undefined && namesDay(death);
    const row = {
      id,
      part: 0,
      sex: sexOf(patient),
      birth_day: patient.birthDate === undefined ? null : middleDay(patient.birthDate),
      deceased: Number(death !== undefined || patient.deceasedBoolean === true),
      death: isExact ? startOf(death) : null,
      death_timed: Number(isExact && isMoment(death)),
      race: raceOf(patient),
      language: languageOf(patient),
      marital_status: textOf(patient.maritalStatus),
    };
    return { rows: [row], remarks: remarksOn(patient, death) };
  },
});

function sexOf({ gender }: PatientElements): string | null {
  return gender === 'female' ? 'F' : gender === 'male' ? 'M' : null;
}

function remarksOn(patient: PatientElements, death: FhirTime | undefined): Remark[] {
  const remarks: Remark[] = [];
  if (sexOf(patient) === null) remarks.push('unknown_sex');
  if (death === undefined ? patient.deceasedBoolean === true : !namesDay(death))
    remarks.push('inexact_death');
  return remarks;
}

/** The preferred language, or else the first. */
function languageOf({ communication = [] }: PatientElements): string | null {
  const chosen = communication.find(({ preferred }) => preferred === true) ?? communication[0];
  const [code] = codesOf(chosen?.language);
  return code?.code ?? null;
}

function raceOf({ extension: extensions = [] }: PatientElements): string | null {
  const parts = (url: string) => extensions.find((one) => one.url === url)?.extension ?? [];
  const race = parts(RACE);
  const said = race.find(({ url }) => url === 'text')?.valueString;
  const named = said ?? race.flatMap(({ valueCoding }) => valueCoding?.display ?? []).join(', ');
  const isHispanic = parts(ETHNICITY).some(({ valueCoding }) => valueCoding?.code === HISPANIC);
  const words = [named, isHispanic ? 'Hispanic or Latino' : ''].filter((word) => word !== '');
  return words.length === 0 ? null : words.join(', ');
}
