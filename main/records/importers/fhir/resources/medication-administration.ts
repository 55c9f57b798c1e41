import type { MedicationAdministration } from 'fhir/r4.js';
import { z } from 'zod';
import { codedRows, drugTable } from '../coded-event.ts';
import { contained, drugOf } from '../drug.ts';
import { codeableConcept, elementsOf, id, period, reference, time } from '../elements.ts';
import { endOf, startOf } from '../fhir-time.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { sentence } from '../../../../../models/wording.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['not-done', 'entered-in-error']);

const schema = elementsOf<MedicationAdministration>()({
  id: id.optional(),
  contained,
  status: z.enum([
    'in-progress',
    'not-done',
    'on-hold',
    'completed',
    'entered-in-error',
    'stopped',
    'unknown',
  ]),
  medicationCodeableConcept: codeableConcept.optional(),
  medicationReference: reference.optional(),
  subject: reference,
  context: reference.optional(),
  effectiveDateTime: time.optional(),
  effectivePeriod: period.optional(),
});

/** Doses that were given, each known as it was. */
export const MEDICATION_ADMINISTRATION = resourceReader({
  spec: drugTable('MedicationAdministration', {
    encounter: 'context',
    without: sentence`of medications only orders are there`,
  }),
  schema,
  isLeftOut: ({ status }) => LEFT_OUT.has(status),
  subject: ({ subject }) => subject,
  rows: (dose, identified) => {
    const drug = drugOf(dose, identified);
    if (drug === null) return { leftOut: 'no_code' };
    const given = dose.effectiveDateTime ?? dose.effectivePeriod?.start;
    const event = {
      id: identified.id,
      subject: identified.subject,
      encounter: idOf('Encounter', dose.context?.reference, identified.bundle),
      medication: drug.medication,
      happened: startOf(given),
      known: endOf(given),
    };
    return { rows: codedRows(event, drug.codes) };
  },
});
