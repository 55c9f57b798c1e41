import type { Coding, Encounter } from 'fhir/r4.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { elementsOf, text } from './elements.ts';

it('ties what is read to the types of R4', () => {
  const schema = elementsOf<Coding>()({ code: text.optional() });
  expect(schema.parse({ code: 'a', display: 'not read' })).toEqual({ code: 'a' });
  // @ts-expect-error R4 has no such element
  elementsOf<Coding>()({ kode: text.optional() });
  // @ts-expect-error the element may be missing
  elementsOf<Coding>()({ code: text });
  // @ts-expect-error R4 has more states than these
  elementsOf<Encounter>()({ status: z.enum(['finished', 'cancelled']) });
  // @ts-expect-error it is a code and no number
  elementsOf<Coding>()({ code: z.number().optional() });
});
