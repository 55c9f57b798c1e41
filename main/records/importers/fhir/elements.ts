import type {
  Attachment,
  CodeableConcept,
  Coding,
  Extension,
  Meta,
  Period,
  Quantity,
  Range,
  Ratio,
  Reference,
} from 'fhir/r4.js';
import { z } from 'zod';
import type { RowCode } from '../../../errors.ts';
import { type FhirTime, isMoment, parseTime } from './fhir-time.ts';

/** The elements of a shape, each of which must be one of the R4 type, and take every value that it may have there. */
type Reads<Type, Shape> = {
  [Name in keyof Shape]: Name extends keyof Type
    ? Type[Name] extends z.input<Shape[Name]>
      ? Shape[Name]
      : never
    : never;
};

/**
 * Schema of the elements that are read of an R4 type; others are let be. That R4 has them, and that nothing is refused
 * that it allows, the compiler holds against its types.
 */
export function elementsOf<Type>() {
  return <Shape extends z.ZodRawShape>(shape: Shape & Reads<Type, Shape>) => z.object<Shape>(shape);
}

/** An issue that is one of the named errors. */
export function fault(code: RowCode): { code: 'custom'; params: { code: RowCode } } {
  return { code: 'custom', params: { code } };
}

/** Of control characters FHIR allows tabs and the ends of lines alone. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** An empty text is as good as none, and some servers write it. */
export const text = z
  .string()
  .refine((value) => !CONTROL.test(value))
  .transform((value) => (value.trim() === '' ? undefined : value));

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

function timeWhere(allows: (time: FhirTime) => boolean) {
  return z.string().transform((value, context): FhirTime => {
    const parsed = parseTime(value);
    if (parsed !== null && allows(parsed)) return parsed;
    context.addIssue(fault('bad_date'));
    return z.NEVER;
  });
}

/** `dateTime`: a moment, or a day, month or year. */
export const time = timeWhere(() => true);
/** `date`: a day, month or year. */
export const date = timeWhere((parsed) => !isMoment(parsed));
/** `instant`: a moment. */
export const instant = timeWhere(isMoment);

export const coding = elementsOf<Coding>()({
  system: text.optional(),
  code: text.optional(),
  display: text.optional(),
});

export const codeableConcept = elementsOf<CodeableConcept>()({
  coding: z.array(coding).optional(),
  text: text.optional(),
});

export const reference = elementsOf<Reference>()({
  reference: text.optional(),
  display: text.optional(),
});

export const period = elementsOf<Period>()({ start: time.optional(), end: time.optional() });

export const quantity = elementsOf<Quantity>()({
  value: z.number().optional(),
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: text.optional(),
  system: text.optional(),
  code: text.optional(),
});

export const range = elementsOf<Range>()({ low: quantity.optional(), high: quantity.optional() });

export const ratio = elementsOf<Ratio>()({
  numerator: quantity.optional(),
  denominator: quantity.optional(),
});

export const attachment = elementsOf<Attachment>()({
  contentType: text.optional(),
  data: z.string().optional(),
  url: text.optional(),
  creation: time.optional(),
});

export const meta = elementsOf<Meta>()({ profile: z.array(z.string()).optional() });

/** An extension and those inside it, as US Core writes race and ethnicity. */
export const extension = elementsOf<Extension>()({
  url: text,
  valueString: text.optional(),
  valueCoding: coding.optional(),
  extension: z
    .array(
      elementsOf<Extension>()({ url: text, valueString: text.optional(), valueCoding: coding.optional() }),
    )
    .optional(),
});

export type CodeableConceptElements = z.infer<typeof codeableConcept>;
export type CodingElements = z.infer<typeof coding>;
export type QuantityElements = z.infer<typeof quantity>;
export type AttachmentElements = z.infer<typeof attachment>;
export type ReferenceElements = z.infer<typeof reference>;
