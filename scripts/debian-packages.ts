import { spawnSync } from 'node:child_process';
import { isExecutable } from '../main/system/chromium.ts';

/** The command by which a person installs packages of Debian. */
export function installCommand(packages: readonly string[]): string {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Whether this user may install packages of Debian, and this is such a system. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

/** Installs packages; whether that succeeded is seen by whether what they bring is there afterwards. */
export function install(packages: readonly string[]): void {
  aptGet('update', '-qq');
  aptGet('install', '-qq', '-y', '--no-install-recommends', ...packages);
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], timeout: 300_000, env });
}
