import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** A part of the application that is bundled: from which sources, and to which file among others. */
interface Bundle {
  readonly sources: readonly string[];
  readonly output: string;
}

const BUNDLES = {
  window: {
    sources: ['renderer', 'main/api'],
    output: 'dist/renderer/index.html',
  },
  shell: {
    sources: ['main', 'models'],
    output: 'dist/electron/main.js',
  },
} as const satisfies Record<string, Bundle>;
export type BundleName = keyof typeof BUNDLES;

/** Bundles a part unless that was done from the same sources before. @returns whether the bundle is there now. */
export function bundleIfChanged(name: BundleName): boolean {
  const { output } = BUNDLES[name];
  const stamp = path.join(ROOT, '.cache', 'bundles', name);
  const sources = hashOfSources(BUNDLES[name]);
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (before === sources && existsSync(path.join(ROOT, output))) return true;
  process.stderr.write(`Lacuna: bundling the ${name}\n`);
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'build.ts'), name], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return false;
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
  return true;
}

/** One hash over names and contents, and over the lock file, which decides the versions of all packages. */
export function hashOfSources({ sources }: Pick<Bundle, 'sources'>, root = ROOT): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...sources.flatMap((folder) => filesBelow(root, folder))]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
