import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Whether set-up has put the native library of TensorFlow in its place; it may still fail to load. */
export function isNativeEngineInstalled(): boolean {
  const packageJson = createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json');
  return existsSync(path.join(path.dirname(packageJson), 'lib'));
}
