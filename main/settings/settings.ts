import type { z } from 'zod';
import { settings as settingsSchema } from '../api/settings.ts';
import type { Settings } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { changeContent, readContent } from './settings-file.ts';
import { worded } from '../../models/wording.ts';

const changes = settingsSchema.partial().strict();

/** @throws {LacunaError} `settings_damaged`, see `readContent`. */
export function readSettings(dataFolder: string): Promise<Settings> {
  return Promise.resolve().then(() => readContent(dataFolder).settings);
}

/**
 * Changes the named settings and keeps the others; a name given as `undefined` is kept too.
 * @throws {LacunaError} `unknown_setting` for a name that is none, `usage` for a value it cannot have.
 */
export async function updateSettings(
  dataFolder: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Settings> {
  const checked = parseChanges(values);
  const { settings } = await changeContent(dataFolder, (before) => ({
    ...before,
    settings: { ...before.settings, ...checked },
  }));
  return settings;
}

function parseChanges(values: Readonly<Record<string, unknown>>): Partial<Settings> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const parsed = changes.safeParse(given);
  if (!parsed.success) throw namedIssue(parsed.error);
  checkBands(parsed.data.bands ?? []);
  return parsed.data;
}

function namedIssue(error: z.ZodError): LacunaError {
  const unknown = error.issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown !== undefined) {
    const hint = `the settings are ${Object.keys(settingsSchema.shape).join(', ')}`;
    return new LacunaError('unknown_setting', worded`there is no setting ${unknown.keys.join(', ')}`, {
      hint,
    });
  }
  const [issue] = error.issues;
  const name = issue?.path.join('.') ?? '';
  return new LacunaError('usage', worded`${name} cannot have this value`, {
    hint: (issue?.message ?? '').replace(/^[^:]+: /, ''),
  });
}

function checkBands(bands: Settings['bands']): void {
  const rising = bands.every(({ below }, index) => index === 0 || below > (bands[index - 1]?.below ?? 0));
  if (!rising) {
    throw new LacunaError('usage', 'the upper ends of the bands must rise', {
      hint: 'put the bands in the order of their upper ends',
    });
  }
}
