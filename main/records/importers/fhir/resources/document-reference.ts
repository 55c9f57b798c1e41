import type { DocumentReference, DocumentReferenceContent, DocumentReferenceContext } from 'fhir/r4.js';
import { z } from 'zod';
import { attachment, codeableConcept, elementsOf, id, instant, period, reference } from '../elements.ts';
import { endOf, startOf } from '../fhir-time.ts';
import { noteText } from '../note-text.ts';
import { idOf } from '../references.ts';
import { resourceReader } from '../resource-reader.ts';
import { noteKind } from './note-kind.ts';
import { noteTable } from './note-table.ts';
import { sentence } from '../../../../../models/wording.ts';

const schema = elementsOf<DocumentReference>()({
  id: id.optional(),
  status: z.enum(['current', 'superseded', 'entered-in-error']),
  docStatus: z.enum(['preliminary', 'final', 'amended', 'entered-in-error']).optional(),
  type: codeableConcept.optional(),
  category: z.array(codeableConcept).optional(),
  subject: reference.optional(),
  date: instant.optional(),
  content: z.array(elementsOf<DocumentReferenceContent>()({ attachment })),
  context: elementsOf<DocumentReferenceContext>()({
    encounter: z.array(reference).optional(),
    period: period.optional(),
  }).optional(),
});

type DocumentElements = z.infer<typeof schema>;

/**
 * Notes whose text is in the resource. One that another has superseded was what was known until then, and Synthea calls
 * all but a person's last so.
 */
export const DOCUMENT_REFERENCE = resourceReader({
  spec: noteTable('DocumentReference', {
    encounter: 'context.encounter',
    without: sentence`of notes only the texts of diagnostic reports are there`,
  }),
  schema,
  isLeftOut: ({ status, docStatus }) => status === 'entered-in-error' || docStatus === 'entered-in-error',
  subject: ({ subject }) => subject,
  rows: (document, { id, subject, bundle }) => {
    const { type, category = [], content, context } = document;
    const found = noteText(
      content.map((one, index) => ({ attachment: one.attachment, path: `content[${index}].attachment` })),
    );
    if (!('text' in found)) return found;
    const written = writtenAt(document);
    if (written === undefined) return { fault: { code: 'missing_value', path: 'date' } };
    const row = {
      id,
      part: 0,
      subject,
      encounter: idOf('Encounter', context?.encounter?.[0]?.reference, bundle),
      kind: noteKind([type, ...category]),
      charted: startOf(written),
      stored: endOf(document.date ?? createdAt(document)),
      text: found.text,
    };
    return { rows: [row] };
  },
});

/** When the note was written: else when it was filed, or when what it is about was over. */
function writtenAt(document: DocumentElements) {
  const { date, context } = document;
  return createdAt(document) ?? date ?? context?.period?.end ?? context?.period?.start;
}

function createdAt({ content }: DocumentElements) {
  return content.flatMap(({ attachment: { creation } }) => creation ?? [])[0];
}
