import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LacunaError } from '../errors.ts';
import { worded } from '../../models/wording.ts';

/** Where newer versions lie, in the form that electron-updater reads. */
const updateConfiguration = z.strictObject({
  provider: z.literal('generic'),
  /** Folder of the packages and of what describes them, e.g. `latest.yml`. */
  url: z.url({ protocol: /^https$/, error: 'expected an address that begins with https://' }),
  /** Windows: whose signature an installer must have. */
  publisherName: z.union([z.string(), z.array(z.string())]).optional(),
  channel: z.string().optional(),
});
export type UpdateConfiguration = z.infer<typeof updateConfiguration>;

/** The file in which an administrator says where to look for newer versions; without it nobody ever looks. */
export function updateFile(platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  if (platform === 'win32')
    return path.win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Lacuna', 'update.json');
  return platform === 'darwin'
    ? '/Library/Application Support/Lacuna/update.json'
    : '/etc/lacuna/update.json';
}

/**
 * @returns `null` where there is no such file.
 * @throws {LacunaError} `bad_configuration`, `file_unreadable`.
 */
export function readUpdateFile(file = updateFile()): UpdateConfiguration | null {
  const text = readIfPresent(file);
  if (text === null) return null;
  const parsed = updateConfiguration.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LacunaError('bad_configuration', 'the file of updates is not valid, so nothing is looked for', {
    file,
    hint: worded`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}`,
  });
}

/** Where to look for newer versions; `null` also where the file is not valid, which `onProblem` is told. */
export function updateUrl(onProblem: (error: unknown) => void, file = updateFile()): string | null {
  try {
    return readUpdateFile(file)?.url ?? null;
  } catch (error) {
    onProblem(error);
    return null;
  }
}

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new LacunaError('file_unreadable', 'the file of updates cannot be read', { file, cause });
  }
}

/** `undefined` for what is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
