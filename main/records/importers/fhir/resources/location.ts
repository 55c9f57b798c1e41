import type { Location } from 'fhir/r4.js';
import { z } from 'zod';
import { textOf } from '../codes.ts';
import { codeableConcept, elementsOf, id, text } from '../elements.ts';
import { isIntensiveCare } from '../intensive-care.ts';
import { resourceReader } from '../resource-reader.ts';
import { INTEGER, resourceTable } from '../resource-table.ts';
import { sentence } from '../../../../../models/wording.ts';

const schema = elementsOf<Location>()({
  id: id.optional(),
  name: text.optional(),
  type: z.array(codeableConcept).optional(),
});

/** Places of stays, of which it is read whether they are in intensive care. */
export const LOCATION = resourceReader({
  spec: resourceTable('Location', {
    use: 'names',
    columns: { icu: INTEGER },
    without: sentence`stays in intensive care are known as far as encounters say it themselves`,
  }),
  schema,
  rows: ({ name, type: types = [] }, { id }) => ({
    rows: [{ id, part: 0, icu: Number(isIntensiveCare([name, ...types.map(textOf)], types)) }],
  }),
});
