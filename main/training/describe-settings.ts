import { z } from 'zod';
import { SETTING_GROUPS } from '../../models/training/settings.ts';
import type { SettingDescription } from '../api/services.ts';

/** The part of a JSON schema that a setting has. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Every setting of a run as its schema describes it, group by group. */
export function describeSettings(): SettingDescription[] {
  return Object.entries(SETTING_GROUPS).flatMap(([group, shape]) =>
    Object.entries(shape).map(([name, schema]: [string, z.ZodType]) => ({
      name,
      group,
      ...descriptionOf(z.toJSONSchema(schema, { io: 'input' }) as Schema),
    })),
  );
}

function descriptionOf(schema: Schema): Omit<SettingDescription, 'name' | 'group'> {
  const parts = schema.anyOf ?? [schema];
  const number = parts.find(({ type }) => type === 'number' || type === 'integer');
  const words = parts.flatMap((part) => [
    ...(part.enum ?? []),
    ...(part.const === undefined ? [] : [part.const]),
  ]);
  const { exclusiveMinimum = null, minimum = null, maximum = null } = number ?? {};
  return {
    description: schema.description ?? '',
    kind: kindOf(schema, { number, words }),
    whole: number?.type === 'integer',
    least: withinReach(exclusiveMinimum ?? minimum),
    aboveLeast: exclusiveMinimum !== null,
    most: withinReach(maximum),
    words,
  };
}

function kindOf(
  { type }: Schema,
  { number, words }: { readonly number: Schema | undefined; readonly words: readonly string[] },
): SettingDescription['kind'] {
  if (number !== undefined) return 'number';
  if (words.length > 0) return 'choice';
  return type === 'string' ? 'text' : 'switch';
}

/** The ends of whole numbers are those of the machine where a setting has none of its own. */
function withinReach(end: number | null): number | null {
  return end === null || Math.abs(end) >= Number.MAX_SAFE_INTEGER ? null : end;
}
