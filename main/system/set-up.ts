import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applicationRoot } from './application-root.ts';

/** What set-up came to, in a checkout: the part of its record that is told to users. */
export interface SetUp {
  /** Why there is no native engine. */
  readonly reasons?: readonly string[];
  /** Whether the native engine is the build for NVIDIA GPUs, and why it uses none. */
  readonly cuda?: boolean;
  readonly refusal?: string;
}

/** What the last set-up came to; `undefined` before the first, and in a package. */
export function readSetUp(): SetUp | undefined {
  const file = path.join(applicationRoot, '.cache', 'native', 'state.json');
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as SetUp;
}
