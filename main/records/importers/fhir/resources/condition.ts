import type { Condition } from 'fhir/r4.js';
import { codedRows, codedTable } from '../coded-event.ts';
import { codesOf, hasCode } from '../codes.ts';
import { codeableConcept, elementsOf, id, period, reference, time } from '../elements.ts';
import { endOf, startOf } from '../fhir-time.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { sentence } from '../../../../../models/wording.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);

const schema = elementsOf<Condition>()({
  id: id.optional(),
  verificationStatus: codeableConcept.optional(),
  code: codeableConcept.optional(),
  subject: reference,
  encounter: reference.optional(),
  onsetDateTime: time.optional(),
  onsetPeriod: period.optional(),
  recordedDate: time.optional(),
});

/**
 * Diagnoses, of an encounter or on a list of problems: what tells them apart for a model is when they were recorded.
 * Without that they count as coded when the stay was over.
 */
export const CONDITION = resourceReader({
  spec: codedTable('Condition', { without: sentence`diagnoses are unavailable` }),
  schema,
  isLeftOut: ({ verificationStatus }) => hasCode(verificationStatus, LEFT_OUT),
  subject: ({ subject }) => subject,
  rows: (condition, { id, subject, bundle }) => {
    const codes = codesOf(condition.code);
    if (codes.length === 0) return { leftOut: 'no_code' };
    const { onsetDateTime, onsetPeriod, recordedDate } = condition;
    const event = {
      id,
      subject,
      encounter: idOf('Encounter', condition.encounter?.reference, bundle),
      happened: startOf(onsetDateTime ?? onsetPeriod?.start ?? recordedDate),
      known: endOf(recordedDate),
    };
    return { rows: codedRows(event, codes) };
  },
});
