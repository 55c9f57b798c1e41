import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run, SetupError } from './commands.ts';
import type { BuildPlace } from './wheel.ts';

/**
 * Runs the installer that comes with tfjs-node-gpu, which downloads a prebuilt library and binding. It works in a
 * copy of the package, because it clears folders first and knows no time limit.
 */
export function runOfficialInstaller({ root, output }: BuildPlace): void {
  const source = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  const copy = path.join(output, 'package');
  cpSync(source, copy, { recursive: true, filter: (file) => !isBuilt(path.relative(source, file)) });
  run(process.execPath, ['scripts/install.js', 'gpu', 'download'], {
    cwd: copy,
    seconds: 300,
    name: 'the official installer',
    silent: true,
  });
  for (const folder of ['deps', 'lib']) {
    if (!existsSync(path.join(copy, folder))) throw new SetupError('the official installer left nothing');
    renameSync(path.join(copy, folder), path.join(output, folder));
  }
  rmSync(copy, { recursive: true });
}

const isBuilt = (relative: string) => /^(deps|lib)($|[\\/])/.test(relative);
