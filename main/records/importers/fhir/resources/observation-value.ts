import type { Observation, ObservationComponent, ObservationReferenceRange } from 'fhir/r4.js';
import { z } from 'zod';
import { hasCode, textOf } from '../codes.ts';
import {
  codeableConcept,
  elementsOf,
  quantity,
  type QuantityElements,
  range,
  ratio,
  text,
} from '../elements.ts';

type Valued = Pick<Observation, keyof Observation & keyof ObservationComponent>;

/** What an observation and each of its components say in the same elements. */
export const valueElements = elementsOf<Valued>()({
  valueQuantity: quantity.optional(),
  valueCodeableConcept: codeableConcept.optional(),
  valueString: text.optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().optional(),
  valueRange: range.optional(),
  valueRatio: ratio.optional(),
  valueTime: text.optional(),
  valueDateTime: text.optional(),
  interpretation: z.array(codeableConcept).optional(),
  referenceRange: z
    .array(
      elementsOf<ObservationReferenceRange>()({
        low: quantity.optional(),
        high: quantity.optional(),
        type: codeableConcept.optional(),
      }),
    )
    .optional(),
});

type ValueElements = z.infer<typeof valueElements>;

/** A result as labs keep it: a number, or words, or both where the number does not say all. */
export interface ResultValue {
  readonly value: number | null;
  readonly text: string | null;
  readonly unit: string | null;
}

const UCUM = 'http://unitsofmeasure.org';

/** `null` where there is no value, or one of a form that is not read: a period, or sampled data. */
export function valueOf(elements: ValueElements): ResultValue | null {
  const { valueQuantity, valueInteger, valueRange, valueRatio } = elements;
  if (valueQuantity?.value !== undefined) {
    const { value, comparator } = valueQuantity;
    return {
      value,
      text: comparator === undefined ? null : `${comparator}${value}`,
      unit: unitOf(valueQuantity),
    };
  }
  if (valueInteger !== undefined) return { value: valueInteger, text: null, unit: null };
  if (valueRange !== undefined) return inWords(joined(valueRange.low, '-', valueRange.high), valueRange.low);
  if (valueRatio !== undefined) return inWords(joined(valueRatio.numerator, ':', valueRatio.denominator));
  return inWords(wordsOf(elements));
}

/** The code in UCUM where there is one: it is what can be converted. */
function unitOf({ unit, system, code }: QuantityElements): string | null {
  return (system === UCUM ? code : undefined) ?? unit ?? code ?? null;
}

function joined(one?: QuantityElements, between?: string, other?: QuantityElements): string | null {
  const [first = '', second = ''] = [one?.value, other?.value].map((value) => value?.toString());
  return first === '' && second === '' ? null : `${first}${between}${second}`;
}

function inWords(words: string | null, measured?: QuantityElements): ResultValue | null {
  if (words === null || words.trim() === '') return null;
  return { value: null, text: words, unit: measured === undefined ? null : unitOf(measured) };
}

function wordsOf(elements: ValueElements): string | null {
  const { valueString, valueCodeableConcept, valueBoolean, valueTime, valueDateTime } = elements;
  return (
    valueString ??
    textOf(valueCodeableConcept) ??
    valueBoolean?.toString() ??
    valueTime ??
    valueDateTime ??
    null
  );
}

const NORMAL_RANGE: ReadonlySet<string> = new Set(['normal']);

/** The range of the healthy: the first that is not said to be another. */
export function normalRange({ referenceRange = [] }: ValueElements): {
  low: number | null;
  high: number | null;
} {
  const normal = referenceRange.find(({ type }) => type === undefined || hasCode(type, NORMAL_RANGE));
  return { low: normal?.low?.value ?? null, high: normal?.high?.value ?? null };
}

/** HL7's interpretations of what is out of the ordinary. */
const ABNORMAL: ReadonlySet<string> = new Set([
  ...['A', 'AA', 'H', 'HH', 'HU', 'HX', 'L', 'LL', 'LU', 'LX', '<', '>'],
]);

export function isAbnormal({ interpretation = [] }: ValueElements): boolean {
  return interpretation.some((concept) => hasCode(concept, ABNORMAL));
}
