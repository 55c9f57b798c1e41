import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../.cache/peers');

/** Lists of packages: each is an environment of its own. */
export type Peers = 'training' | 'loading';

/**
 * Python with the peers installed, in an environment that is made at the first call (with PyTorch several GB).
 * `LACUNA_PEER_PYTHON` names one that has them already, for a machine that can fetch nothing.
 */
export function peerPython(peers: Peers): string {
  const given = process.env['LACUNA_PEER_PYTHON'];
  if (given !== undefined) return given;
  const folder = path.join(FOLDER, peers);
  const python = path.join(folder, 'bin', 'python');
  if (!existsSync(path.join(folder, 'ready'))) {
    const options = { stdio: 'inherit' } as const;
    execFileSync('python3', ['-m', 'venv', folder], options);
    const requirements = path.join(import.meta.dirname, `${peers}.txt`);
    execFileSync(python, ['-m', 'pip', 'install', '--no-cache-dir', '--requirement', requirements], options);
    execFileSync('touch', [path.join(folder, 'ready')]);
  }
  return python;
}
