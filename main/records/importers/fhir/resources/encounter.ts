import type { Encounter, EncounterHospitalization, EncounterLocation } from 'fhir/r4.js';
import { z } from 'zod';
import { textOf } from '../codes.ts';
import { codeableConcept, coding, elementsOf, fault, id, meta, period, reference } from '../elements.ts';
import { endOf, type FhirTime, startOf } from '../fhir-time.ts';
import { isIntensiveCare } from '../intensive-care.ts';
import { idOf } from '../references.ts';
import { type Identified, resourceReader } from '../resource-reader.ts';
import { INTEGER, MINUTE, required, resourceTable, TEXT } from '../resource-table.ts';
import { admissionTypeOf, diedOf, dischargeLocationOf } from './hospitalization.ts';
import { sentence } from '../../../../../models/wording.ts';

/** Classes of stays in hospital: inpatient, acute, not acute, for observation, short. */
const HOSPITAL_CLASSES: ReadonlySet<string> = new Set(['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS']);
const EMERGENCY_CLASS = 'EMER';
/** MIMIC-IV on FHIR has classes by the type of admission, and tells its admissions, and its stays in intensive care, by profile. */
const MIMIC_ADMISSION = /\/mimic-encounter$/;
const MIMIC_ICU_STAY = /\/mimic-encounter-icu$/;

const LEFT_OUT: ReadonlySet<string> = new Set(['planned', 'cancelled', 'entered-in-error']);

/** A period, which ends no earlier than it starts. */
const stayPeriod = (code: 'discharge_before_admission' | 'bad_date') =>
  period.superRefine(({ start, end }, context) => {
    if (start !== undefined && end !== undefined && end.last < start.first)
      context.addIssue({ ...fault(code), path: ['end'] });
  });

const schema = elementsOf<Encounter>()({
  id: id.optional(),
  meta: meta.optional(),
  status: z.enum([
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  class: coding,
  type: z.array(codeableConcept).optional(),
  serviceType: codeableConcept.optional(),
  priority: codeableConcept.optional(),
  subject: reference.optional(),
  period: stayPeriod('discharge_before_admission').optional(),
  hospitalization: elementsOf<EncounterHospitalization>()({
    admitSource: codeableConcept.optional(),
    dischargeDisposition: codeableConcept.optional(),
  }).optional(),
  location: z
    .array(
      elementsOf<EncounterLocation>()({
        location: reference,
        physicalType: codeableConcept.optional(),
        period: stayPeriod('bad_date').optional(),
      }),
    )
    .optional(),
  partOf: reference.optional(),
});

type EncounterElements = z.infer<typeof schema>;

/** What an encounter is, by its class, or where it is: one of its places. */
export type StayKind = 'hospital' | 'emergency' | 'other' | 'place';

export const ENCOUNTER = resourceReader({
  spec: resourceTable('Encounter', {
    use: 'required',
    columns: {
      key: TEXT,
      subject: required('Encounter.subject'),
      kind: TEXT,
      /** Whether it says of itself that it is in intensive care. */
      icu: INTEGER,
      /** Id of the encounter that it is part of. */
      part_of: TEXT,
      /** Id of the Location. */
      place: TEXT,
      start_minute: MINUTE,
      end_minute: MINUTE,
      /** Whether the person died, as far as the discharge says it. */
      died: INTEGER,
      admission_type: TEXT,
      admission_location: TEXT,
      discharge_location: TEXT,
      unit: TEXT,
    },
    link: { patient: 'subject' },
    without: sentence`nothing can be imported`,
  }),
  schema,
  subject: ({ subject }) => subject,
  rows: (encounter, identified) => {
    if (LEFT_OUT.has(encounter.status))
      return { rows: [leftOutRow(identified)], remarks: ['left_out_status'] };
    const row = encounterRow(encounter, identified);
    if (row.kind === 'hospital' && row.start_minute === null)
      return { fault: { code: 'missing_value', path: 'period.start' } };
    return { rows: row.kind === 'hospital' ? [row, ...placeRows(encounter, identified)] : [row] };
  },
});

const NOTHING = {
  icu: 0,
  part_of: null,
  place: null,
  start_minute: null,
  end_minute: null,
  died: null,
  admission_type: null,
  admission_location: null,
  discharge_location: null,
  unit: null,
} as const;

/** What points to such an encounter is then not taken to point to one that is missing. */
function leftOutRow({ id, subject }: Identified) {
  return { ...NOTHING, id, part: 0, key: id, subject, kind: 'other' as StayKind };
}

function encounterRow(encounter: EncounterElements, { id, subject, bundle }: Identified) {
  const { hospitalization, partOf, location: [first] = [] } = encounter;
  return {
    id,
    part: 0,
    key: id,
    subject,
    kind: kindOf(encounter),
    icu: Number(isInIntensiveCare(encounter)),
    part_of: idOf('Encounter', partOf?.reference, bundle),
    place: null,
    ...minutesOf(encounter),
    died: diedOf(hospitalization?.dischargeDisposition),
    admission_type: admissionTypeOf(encounter),
    admission_location: textOf(hospitalization?.admitSource),
    discharge_location: dischargeLocationOf(hospitalization?.dischargeDisposition),
    unit: first?.location.display ?? textOf(encounter.serviceType),
  };
}

/** The places of a stay of which it is known when they were entered: intensive care may be among them. */
function placeRows(encounter: EncounterElements, { id, subject, bundle }: Identified) {
  const { location: places = [] } = encounter;
  return places.flatMap(({ location, physicalType, period: when }, index) => {
    if (when?.start === undefined) return [];
    const part = index + 1;
    return {
      ...NOTHING,
      id,
      part,
      key: `${id}/location/${part}`,
      subject,
      kind: 'place' as StayKind,
      icu: Number(isIntensiveCare([location.display, textOf(physicalType)], [physicalType])),
      place: idOf('Location', location.reference, bundle),
      start_minute: startOf(when.start),
      end_minute: endOf(when.end ?? encounter.period?.end),
      unit: location.display ?? null,
    };
  });
}

function kindOf({ class: { code = '' }, meta: { profile = [] } = {} }: EncounterElements): StayKind {
  if (HOSPITAL_CLASSES.has(code) || profile.some((url) => MIMIC_ADMISSION.test(url))) return 'hospital';
  return code === EMERGENCY_CLASS ? 'emergency' : 'other';
}

function isInIntensiveCare(encounter: EncounterElements): boolean {
  const { type: types = [], serviceType, meta: { profile = [] } = {} } = encounter;
  const concepts = [...types, serviceType];
  return profile.some((url) => MIMIC_ICU_STAY.test(url)) || isIntensiveCare(concepts.map(textOf), concepts);
}

function minutesOf({ period: when }: { readonly period?: { start?: FhirTime; end?: FhirTime } }) {
  return { start_minute: startOf(when?.start), end_minute: endOf(when?.end) };
}
