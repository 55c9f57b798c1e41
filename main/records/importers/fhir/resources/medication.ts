import type { Medication } from 'fhir/r4.js';
import { z } from 'zod';
import { DRUG } from '../code-systems.ts';
import { codesOf } from '../codes.ts';
import { codeableConcept, elementsOf, id } from '../elements.ts';
import { resourceReader } from '../resource-reader.ts';
import { resourceTable, TEXT } from '../resource-table.ts';
import { sentence } from '../../../../../models/wording.ts';

const schema = elementsOf<Medication>()({
  id: id.optional(),
  status: z.enum(['active', 'inactive', 'entered-in-error']).optional(),
  code: codeableConcept.optional(),
});

/** Drugs that orders and doses refer to. */
export const MEDICATION = resourceReader({
  spec: resourceTable('Medication', {
    use: 'names',
    columns: { system: TEXT, code: TEXT, name: TEXT },
    without: sentence`drugs are known as far as orders and doses say which they are themselves`,
  }),
  schema,
  isLeftOut: ({ status }) => status === 'entered-in-error',
  rows: (medication, { id }) => {
    const codes = codesOf(medication.code, DRUG);
    return codes.length === 0
      ? { leftOut: 'no_code' }
      : { rows: codes.map((code, part) => ({ id, part, ...code })) };
  },
});
