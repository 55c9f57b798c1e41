import type { Medication } from 'fhir/r4.js';
import { z } from 'zod';
import { DRUG } from './code-systems.ts';
import type { EventCode } from './coded-event.ts';
import { codesOf } from './codes.ts';
import {
  codeableConcept,
  type CodeableConceptElements,
  elementsOf,
  id,
  type ReferenceElements,
} from './elements.ts';
import { idOf } from './references.ts';
import type { Identified } from './resource-reader.ts';

/** Resources inside of a resource, of any type. */
export const contained = z.array(z.unknown()).optional();

const containedMedication = elementsOf<Medication>()({
  id: id.optional(),
  code: codeableConcept.optional(),
});

interface WithMedication {
  readonly contained?: z.infer<typeof contained>;
  readonly medicationCodeableConcept?: CodeableConceptElements | undefined;
  readonly medicationReference?: ReferenceElements | undefined;
}

/** Which drug: by its codes, or by the id of a Medication; then the codes say what the reference calls it, if anything. */
export interface Drug {
  readonly codes: readonly EventCode[];
  readonly medication: string | null;
}

const NOT_SAID: EventCode = { system: null, code: null, name: null };

/** The drug of an order or a dose; `null` where it says of none. */
export function drugOf(
  { contained: inside = [], medicationCodeableConcept, medicationReference }: WithMedication,
  { bundle }: Identified,
): Drug | null {
  const { reference, display } = medicationReference ?? {};
  const own = inside
    .map((resource) => containedMedication.safeParse(resource).data)
    .find((found) => found?.id !== undefined && `#${found.id}` === reference);
  const concept = medicationCodeableConcept ?? own?.code;
  const codes = codesOf(concept ?? { text: display }, DRUG);
  const medication = idOf('Medication', reference, bundle);
  if (medication === null) return codes.length === 0 ? null : { codes, medication };
  return { codes: codes.length === 0 ? [NOT_SAID] : codes, medication };
}
