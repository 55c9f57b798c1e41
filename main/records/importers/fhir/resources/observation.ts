import type { Observation, ObservationComponent } from 'fhir/r4.js';
import { z } from 'zod';
import { LINK } from '../coded-event.ts';
import { type Code, codesOf, hasCode } from '../codes.ts';
import {
  codeableConcept,
  type CodeableConceptElements,
  elementsOf,
  id,
  instant,
  period,
  reference,
  time,
} from '../elements.ts';
import { startOf } from '../fhir-time.ts';
import { idOf } from '../references.ts';
import { type ElementFault, resourceReader } from '../resource-reader.ts';
import { INTEGER, MINUTE, NUMBER, optional, required, resourceTable, TEXT } from '../resource-table.ts';
import { impossibleValue } from '../../vital-signs.ts';
import { isAbnormal, normalRange, valueElements, valueOf } from './observation-value.ts';
import { oddVital, remarksOn } from './vital-ranges.ts';
import { sentence } from '../../../../../models/wording.ts';

const CATEGORIES: ReadonlySet<string> = new Set(['laboratory', 'vital-signs']);
const LEFT_OUT: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error']);
/** Of several codes of a result one is kept, or it would count several times: by systems in this order, else the first. */
const PREFERRED_SYSTEMS = ['LOINC', 'SNOMED', 'MIMIC-LAB', 'MIMIC-ITEM'];

const schema = elementsOf<Observation>()({
  id: id.optional(),
  status: z.enum([
    'registered',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  category: z.array(codeableConcept).optional(),
  code: codeableConcept,
  subject: reference.optional(),
  encounter: reference.optional(),
  effectiveDateTime: time.optional(),
  effectiveInstant: instant.optional(),
  effectivePeriod: period.optional(),
  issued: instant.optional(),
  component: z
    .array(elementsOf<ObservationComponent>()({ code: codeableConcept }).extend(valueElements.shape))
    .optional(),
}).extend(valueElements.shape);

type ObservationElements = z.infer<typeof schema>;

/** Laboratory results and vital signs, and each component of one, such as the two of a blood pressure, by itself. */
export const OBSERVATION = resourceReader({
  spec: resourceTable('Observation', {
    use: 'used',
    columns: {
      subject: required('Observation.subject'),
      encounter: optional('Observation.encounter'),
      system: TEXT,
      code: TEXT,
      name: TEXT,
      charted: MINUTE,
      stored: MINUTE,
      value: NUMBER,
      unit: TEXT,
      low: NUMBER,
      high: NUMBER,
      text: TEXT,
      abnormal: INTEGER,
    },
    link: LINK,
    without: sentence`labs and vital signs are unavailable`,
  }),
  schema,
  isLeftOut: ({ status }) => LEFT_OUT.has(status),
  subject: ({ subject }) => subject,
  rows: (observation, { id, subject, bundle }) => {
    if (!isMeasured(observation)) return { leftOut: 'other_observation' };
    const results = resultsOf(observation);
    if (results.length === 0) return { leftOut: 'no_value' };
    const charted = measuredAt(observation) ?? observation.issued;
    if (charted === undefined) return { fault: { code: 'missing_value', path: 'effectiveDateTime' } };
    const { kept, remarks, fault } = judged(results);
    if (fault !== undefined) return { fault };
    const row = {
      id,
      subject,
      encounter: idOf('Encounter', observation.encounter?.reference, bundle),
      charted: startOf(charted),
      stored: startOf(observation.issued),
    };
    return { rows: kept.map((result, part) => ({ ...row, ...result, part })), remarks };
  },
});

/** Without a category it is taken for a result: what else it could be, its code alone would tell. */
function isMeasured({ category = [] }: ObservationElements): boolean {
  return category.length === 0 || category.some((concept) => hasCode(concept, CATEGORIES));
}

/** A result over some time is there when that is over. */
function measuredAt({ effectiveDateTime, effectiveInstant, effectivePeriod }: ObservationElements) {
  return effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start;
}

/** The values of an observation, its own coming first, with the codes of what was measured. */
function resultsOf(observation: ObservationElements) {
  return [observation, ...(observation.component ?? [])].flatMap((elements, index) => {
    const value = valueOf(elements);
    const code = itemOf(elements.code);
    if (value === null || code === null) return [];
    const row = { ...code, ...value, ...normalRange(elements), abnormal: Number(isAbnormal(elements)) };
    return { row, path: index === 0 ? 'value' : `component[${index - 1}].value` };
  });
}

type Result = ReturnType<typeof resultsOf>[number];

/** One slip does not cost the other values of an observation; where no value is left, the observation is rejected. */
function judged(results: readonly Result[]) {
  const rows = results.map(({ row, path }) => ({ row, path, odd: oddVital(row) }));
  const kept = rows.filter(({ odd }) => odd?.isPossible !== false).map(({ row }) => row);
  const [first] = rows;
  const fault: ElementFault | undefined =
    kept.length === 0 && first !== undefined && first.odd !== null
      ? { code: 'impossible_value', path: first.path, reason: impossibleValue(first.odd.sign) }
      : undefined;
  return { kept, remarks: remarksOn(rows.flatMap(({ odd }) => odd ?? [])), fault };
}

function itemOf(concept: CodeableConceptElements): Code | null {
  const codes = codesOf(concept);
  const [preferred] = PREFERRED_SYSTEMS.flatMap(
    (system) => codes.find((code) => code.system === system) ?? [],
  );
  return preferred ?? codes[0] ?? null;
}
