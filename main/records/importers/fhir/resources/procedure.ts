import type { Procedure } from 'fhir/r4.js';
import { z } from 'zod';
import { codedRows, codedTable } from '../coded-event.ts';
import { type Code, codesOf } from '../codes.ts';
import { codeableConcept, elementsOf, id, period, reference, time } from '../elements.ts';
import { startOf } from '../fhir-time.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { sentence } from '../../../../../models/wording.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['preparation', 'not-done', 'entered-in-error']);

const schema = elementsOf<Procedure>()({
  id: id.optional(),
  status: z.enum([
    'preparation',
    'in-progress',
    'not-done',
    'on-hold',
    'stopped',
    'completed',
    'entered-in-error',
    'unknown',
  ]),
  code: codeableConcept.optional(),
  subject: reference,
  encounter: reference.optional(),
  performedDateTime: time.optional(),
  performedPeriod: period.optional(),
});

/** Procedures. R4 does not say when one was recorded, so it counts as coded when the stay was over. */
export const PROCEDURE = resourceReader({
  spec: codedTable('Procedure', { without: sentence`procedures are unavailable` }),
  schema,
  isLeftOut: ({ status }) => LEFT_OUT.has(status),
  subject: ({ subject }) => subject,
  rows: (procedure, { id, subject, bundle }) => {
    const codes = codesOf(procedure.code).map(asProcedure);
    if (codes.length === 0) return { leftOut: 'no_code' };
    const event = {
      id,
      subject,
      encounter: idOf('Encounter', procedure.encounter?.reference, bundle),
      happened: startOf(procedure.performedDateTime ?? procedure.performedPeriod?.start),
      known: null,
    };
    return { rows: codedRows(event, codes) };
  },
});

/** ICD-9-CM has one URI for diagnoses and, in its third volume, procedures. */
function asProcedure(code: Code): Code {
  return code.system === 'ICD9CM' ? { ...code, system: 'ICD9PCS' } : code;
}
