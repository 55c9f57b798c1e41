import type { DiagnosticReport } from 'fhir/r4.js';
import { z } from 'zod';
import {
  attachment,
  codeableConcept,
  elementsOf,
  id,
  instant,
  period,
  reference,
  text,
  time,
} from '../elements.ts';
import { endOf, startOf } from '../fhir-time.ts';
import { noteText, type NoteText } from '../note-text.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { noteKind } from './note-kind.ts';
import { noteTable } from './note-table.ts';
import { sentence } from '../../../../../models/wording.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error']);

const schema = elementsOf<DiagnosticReport>()({
  id: id.optional(),
  status: z.enum([
    'registered',
    'partial',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'appended',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  category: z.array(codeableConcept).optional(),
  code: codeableConcept,
  subject: reference.optional(),
  encounter: reference.optional(),
  effectiveDateTime: time.optional(),
  effectivePeriod: period.optional(),
  issued: instant.optional(),
  presentedForm: z.array(attachment).optional(),
  conclusion: text.optional(),
});

type ReportElements = z.infer<typeof schema>;

/** Reports with a text; the results that one gathers are observations of their own. */
export const DIAGNOSTIC_REPORT = resourceReader({
  spec: noteTable('DiagnosticReport', {
    encounter: 'encounter',
    without: sentence`of notes only documents are there`,
  }),
  schema,
  isLeftOut: ({ status }) => LEFT_OUT.has(status),
  subject: ({ subject }) => subject,
  rows: (report, { id, subject, bundle }) => {
    const found = textOf(report);
    if (!('text' in found)) return found;
    const { effectiveDateTime, effectivePeriod, issued } = report;
    const charted = effectiveDateTime ?? effectivePeriod?.end ?? effectivePeriod?.start ?? issued;
    if (charted === undefined) return { fault: { code: 'missing_value', path: 'effectiveDateTime' } };
    const row = {
      id,
      part: 0,
      subject,
      encounter: idOf('Encounter', report.encounter?.reference, bundle),
      kind: noteKind([...(report.category ?? []), report.code]),
      charted: startOf(charted),
      stored: endOf(issued),
      text: found.text,
    };
    return { rows: [row] };
  },
});

/** The whole report, or else its conclusion. */
function textOf({ presentedForm = [], conclusion = '' }: ReportElements): NoteText {
  const found = noteText(
    presentedForm.map((form, index) => ({ attachment: form, path: `presentedForm[${index}]` })),
  );
  return 'leftOut' in found && conclusion.trim() !== '' ? { text: conclusion.trim() } : found;
}
