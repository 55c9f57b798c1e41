import { z } from 'zod';
import { LAB_STATISTICS } from './lab-statistics.ts';
import type { Vectorizers } from './vectorizers.ts';

const name = z.string();
const robustScaling = z.strictObject({ log: z.boolean(), median: z.number(), scale: z.number().positive() });

const codes = z.strictObject({
  groups: z.array(
    z.strictObject({
      key: name,
      level: z.enum(['code', 'category', 'chapter']),
      system: name,
      code: name,
      name,
    }),
  ),
  count: robustScaling.nullable(),
});

const demographics = z.strictObject({
  columns: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('number'), fact: name, scaling: robustScaling }),
      z.strictObject({ kind: z.literal('category'), fact: name, category: name }),
      z.strictObject({ kind: z.literal('other'), fact: name }),
      z.strictObject({ kind: z.literal('missing'), fact: name }),
    ]),
  ),
});

const labs = z.strictObject({
  items: z.array(
    z.strictObject({
      item: name,
      name: name.nullable(),
      unit: name.nullable(),
      otherUnits: z.int().min(0),
      firstColumn: z.int().min(0),
      columns: z.array(
        z.strictObject({ statistic: z.enum(LAB_STATISTICS), scaling: robustScaling.nullable() }),
      ),
    }),
  ),
  columns: z.int().min(0),
});

const count = z.int().min(0);
const hourlyLabs = z.strictObject({
  kind: z.literal('hourly'),
  hours: z.int().min(1),
  items: z.array(
    z.strictObject({
      item: name,
      name: name.nullable(),
      unit: name.nullable(),
      otherUnits: count,
      scaling: robustScaling.nullable(),
    }),
  ),
  cut: z.strictObject({ results: count, cutResults: count, encounters: count, cutEncounters: count }),
});

const notes = z.strictObject({
  terms: z.array(z.strictObject({ term: name, kind: z.enum(['word', 'pair', 'section']), idf: z.number() })),
  words: z.array(z.strictObject({ word: name, scale: z.number().positive(), cap: z.number() })),
  length: robustScaling.nullable(),
  weight: z.number(),
});

const positive = z.int().min(1);
const noteVectors = z.strictObject({
  kind: z.literal('vectors'),
  model: z.strictObject({
    folder: name,
    digest: name,
    width: positive,
    window: positive,
    windowsOfNote: positive,
    notesOfRecord: positive,
  }),
  cut: z.strictObject({ windows: count, cutWindows: count, encounters: count, cutEncounters: count }),
});

/** The form in which vectorizers are saved with a model. */
export const vectorizersSchema: z.ZodType<Vectorizers> = z.strictObject({
  version: z.literal(1),
  demographics,
  notes: z.union([notes, noteVectors]),
  labs: z.union([labs, hourlyLabs]),
  diagnoses: codes,
  procedures: codes,
  medications: codes,
});
