import type { Dosage, MedicationRequest, Timing, TimingRepeat } from 'fhir/r4.js';
import { z } from 'zod';
import { codedRows, drugTable } from '../coded-event.ts';
import { contained, drugOf } from '../drug.ts';
import { codeableConcept, elementsOf, id, period, reference, time } from '../elements.ts';
import { endOf, type FhirTime, startOf } from '../fhir-time.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { sentence } from '../../../../../models/wording.ts';

const LEFT_OUT_STATUS: ReadonlySet<string> = new Set(['cancelled', 'draft', 'entered-in-error']);
/** No orders: what somebody thought of giving. */
const LEFT_OUT_INTENT: ReadonlySet<string> = new Set(['proposal', 'plan', 'option']);

const dosage = elementsOf<Dosage>()({
  timing: elementsOf<Timing>()({
    repeat: elementsOf<TimingRepeat>()({ boundsPeriod: period.optional() }).optional(),
  }).optional(),
});

const schema = elementsOf<MedicationRequest>()({
  id: id.optional(),
  contained,
  status: z.enum([
    'active',
    'on-hold',
    'cancelled',
    'completed',
    'entered-in-error',
    'stopped',
    'draft',
    'unknown',
  ]),
  intent: z.enum([
    'proposal',
    'plan',
    'order',
    'original-order',
    'reflex-order',
    'filler-order',
    'instance-order',
    'option',
  ]),
  doNotPerform: z.boolean().optional(),
  medicationCodeableConcept: codeableConcept.optional(),
  medicationReference: reference.optional(),
  subject: reference,
  encounter: reference.optional(),
  authoredOn: time.optional(),
  dosageInstruction: z.array(dosage).optional(),
});

type RequestElements = z.infer<typeof schema>;

/** Orders, those stopped since among them: when one was stopped was not known when it was written. */
export const MEDICATION_REQUEST = resourceReader({
  spec: drugTable('MedicationRequest', {
    without: sentence`of medications only doses that were given are there`,
  }),
  schema,
  isLeftOut: ({ status, intent, doNotPerform }) =>
    LEFT_OUT_STATUS.has(status) || LEFT_OUT_INTENT.has(intent) || doNotPerform === true,
  subject: ({ subject }) => subject,
  rows: (request, identified) => {
    const drug = drugOf(request, identified);
    if (drug === null) return { leftOut: 'no_code' };
    const starts = startsOf(request);
    const event = {
      id: identified.id,
      subject: identified.subject,
      encounter: idOf('Encounter', request.encounter?.reference, identified.bundle),
      medication: drug.medication,
      happened: startOf(starts ?? request.authoredOn),
      known: endOf(request.authoredOn ?? starts),
    };
    return { rows: codedRows(event, drug.codes) };
  },
});

/** When the first dose is due, where that is said. */
function startsOf({ dosageInstruction = [] }: RequestElements): FhirTime | undefined {
  const [first] = dosageInstruction
    .flatMap(({ timing }) => timing?.repeat?.boundsPeriod?.start ?? [])
    .sort((a, b) => a.first - b.first);
  return first;
}
