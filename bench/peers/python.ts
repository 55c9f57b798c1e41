import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../.cache/peers/venv');

/** Python with the peers installed, in an environment of its own that is made at the first call (several GB). */
export function peerPython(): string {
  const python = path.join(FOLDER, 'bin', 'python');
  if (!existsSync(path.join(FOLDER, 'ready'))) {
    const options = { stdio: 'inherit' } as const;
    execFileSync('python3', ['-m', 'venv', FOLDER], options);
    const requirements = path.join(import.meta.dirname, 'requirements.txt');
    execFileSync(python, ['-m', 'pip', 'install', '--no-cache-dir', '--requirement', requirements], options);
    execFileSync('touch', [path.join(FOLDER, 'ready')]);
  }
  return python;
}
