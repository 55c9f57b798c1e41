import { readFileSync, rmSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'rolldown';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUTPUT = path.join(ROOT, 'dist', 'electron');
const COMMAND_LINE = path.join(ROOT, 'dist', 'cli');

/** Packages of many small files, which every start reads: bundled, a command starts with two fifths less work. */
const BUNDLED_PACKAGES = /^(zod|yaml|commander|birpc|@trpc\/server)(\/|$)/;

/** `new URL('./x.worker.ts', import.meta.url)`, the form in which sources name a worker. */
const WORKER_URL = /new URL\(\s*'[^']*?([\w-]+)\.worker\.ts',\s*import\.meta\.url,?\s*\)/g;
const OWN_PLACE = /import\.meta\.(url|dirname|filename)\b/g;

/** The Electron shell with the host behind it, each worker, and the preload script. */
export async function buildMain(output = OUTPUT): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  await bundle({ main: 'main/electron/main.ts', ...(await workerEntries()) }, output);
  await bundlePreload(output);
}

/** The command line and each worker: loading some ten files takes less than three hundred, in whatever starts it often. */
export async function buildCommandLine(): Promise<void> {
  rmSync(COMMAND_LINE, { recursive: true, force: true });
  await bundle({ cli: 'main/cli.ts', ...(await workerEntries()) }, COMMAND_LINE);
}

/**
 * Bundles programs and workers of the host, each named by its entry. Other packages stay packages: native ones cannot be
 * bundled, and the rest are shipped with them.
 */
export async function bundle(input: Record<string, string>, output: string): Promise<void> {
  await build({
    input,
    cwd: ROOT,
    platform: 'node',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !BUNDLED_PACKAGES.test(id),
    plugins: [placesOfSources(output)],
    output: { dir: output, format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
}

/** A sandboxed preload script must be one CommonJS file that requires nothing but Electron. */
export async function bundlePreload(output: string): Promise<void> {
  await build({
    input: 'main/electron/preload.ts',
    cwd: ROOT,
    platform: 'node',
    external: ['electron'],
    output: { file: path.join(output, 'preload.cjs'), format: 'cjs' },
  });
}

async function workerEntries(): Promise<Record<string, string>> {
  const entries: Record<string, string> = {};
  for await (const file of glob('main/**/*.worker.ts', { cwd: ROOT, exclude: ['main/testing/**'] })) {
    const name = path.basename(file, '.ts');
    if (name in entries)
      throw new Error(`expected one worker of the name ${name}, got ${entries[name]} and ${file}`);
    entries[name] = file;
  }
  return entries;
}

/**
 * A worker's URL becomes that of its bundle. Everywhere else a bundled module still says that it lies where its source
 * lies, so that paths relative to a source file (migrations, the built window) hold in bundles and sources alike.
 */
function placesOfSources(output: string): Plugin {
  return {
    name: 'places-of-sources',
    load: {
      filter: { id: /\.ts$/ },
      handler(id) {
        const source = readFileSync(id, 'utf8');
        if (!source.includes('import.meta')) return null;
        const code = source
          .replace(WORKER_URL, "new URL('./$1.worker.js', IMPORT_META_URL)")
          .replace(OWN_PLACE, (_match, kind: string) => placeOf(id, kind, output))
          .replaceAll('IMPORT_META_URL', 'import.meta.url');
        return { code, moduleType: 'ts' };
      },
    },
  };
}

/** The place of a source file as an expression in a bundle of `output`. */
function placeOf(file: string, kind: string, output: string): string {
  const place = path.relative(output, kind === 'dirname' ? path.dirname(file) : file);
  const url = `new URL(${JSON.stringify(place.split(path.sep).join('/'))}, import.meta.url)`;
  return kind === 'url' ? `${url}.href` : `process.getBuiltinModule('node:url').fileURLToPath(${url})`;
}
