import { z } from 'zod';
import { cohortSpec } from '../api/common.ts';

/** The part of a JSON schema that is walked here. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The form of a cohort as a JSON schema, for editors and other programs. */
export function cohortSchema(): object {
  return z.toJSONSchema(cohortSpec.omit({ saved: true }), { io: 'input' });
}

/** The names that a cohort may have at a place, e.g. `['filters', 'ageYears']`. */
export function namesAt(path: readonly (string | number)[]): string[] {
  const found = path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((schema) => partsOf(schema, step)),
    [cohortSchema()],
  );
  return [...new Set(found.flatMap(alternatives).flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function partsOf(schema: Schema, step: string | number): Schema[] {
  return alternatives(schema).flatMap(({ properties, items }) => {
    const part = typeof step === 'number' ? items : properties?.[step];
    return part === undefined ? [] : [part];
  });
}

function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? [schema];
}
