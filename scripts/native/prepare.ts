import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  bindingPackage,
  nativeFolder,
  readEngineState,
  stateFile,
  type EngineState,
} from '../engine-state.cjs';
import { SetupError } from './commands.ts';
import { gpuRefusal, TELLING } from './gpu-refusal.ts';
import { linkBinding, unlinkBinding } from './links.ts';
import { runOfficialInstaller } from './official-installer.ts';
import { planWays, type Way } from './plan.ts';
import { hasNvidiaDriver } from './tools.ts';
import { buildFromWheel, type BuildPlace } from './wheel.ts';

/**
 * Prepares native TensorFlow under `.cache/native` and links it into `node_modules`. Whatever goes wrong, the
 * application still runs, on WebAssembly: this says so in one line, with what mends it, and never fails.
 *
 * `npm run setup` tries again at once; `npm run setup -- --cuda` takes the build for NVIDIA GPUs.
 */
const ROOT = path.resolve(import.meta.dirname, '../..');
const HOUR_MS = 3_600_000;

const say = (text: string) => process.stderr.write(`Lacuna: ${text}\n`);

const BUILDERS: Record<Way, (place: BuildPlace, cuda: boolean) => void> = {
  wheel: buildFromWheel,
  installer: runOfficialInstaller,
};

/** Builds in a folder of its own, so that an interrupted build leaves nothing that looks finished. */
function build(way: Way, cuda: boolean, kept: string): void {
  const output = path.join(nativeFolder(ROOT), `building-${process.pid}`);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  try {
    BUILDERS[way]({ root: ROOT, output }, cuda);
    rmSync(kept, { recursive: true, force: true });
    renameSync(output, kept);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Loads the engine in a child process, where a crash of the library harms nobody. */
function check(): { tensorflow: string; gpu: boolean; log: string } {
  const child = spawnSync(process.execPath, [path.join(import.meta.dirname, 'check.cjs')], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, ...TELLING },
  });
  if (child.status !== 0) throw new SetupError('the native library does not load on this machine');
  const found = JSON.parse(child.stdout) as { right: boolean; tensorflow: string; gpu: boolean };
  if (!found.right) throw new SetupError('the native library computes wrong products');
  return { tensorflow: found.tensorflow, gpu: found.gpu, log: child.stderr };
}

function settle(state: EngineState): void {
  mkdirSync(nativeFolder(ROOT), { recursive: true });
  writeFileSync(stateFile(ROOT), `${JSON.stringify(state, null, 2)}\n`);
}

/** The engine as it is kept, linked and checked; built first where it is not there. */
function install(way: Way, cuda: boolean): void {
  const kept = path.join(nativeFolder(ROOT), cuda ? `${way}-cuda` : way);
  if (!existsSync(path.join(kept, 'lib'))) {
    say(`preparing native TensorFlow (${way}${cuda ? ', CUDA' : ''}), once`);
    build(way, cuda, kept);
  }
  linkBinding(bindingPackage(ROOT), kept);
  try {
    const { tensorflow, gpu, log } = check();
    const refusal = cuda && !gpu ? gpuRefusal(log) : undefined;
    settle({
      engine: 'tensorflow',
      way,
      cuda,
      tensorflow,
      gpu,
      ...(refusal === undefined ? {} : { refusal }),
    });
    if (refusal !== undefined) say(`the CUDA build is in use, but not the GPU: ${refusal}`);
  } catch (error) {
    unlinkBinding(bindingPackage(ROOT));
    rmSync(kept, { recursive: true, force: true });
    throw error;
  }
}

function prepare(cuda: boolean): void {
  const reasons: string[] = [];
  for (const way of planWays(process.platform, process.arch)) {
    try {
      return install(way, cuda && way === 'wheel');
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      reasons.push(`${way}: ${error.message}`);
    }
  }
  unlinkBinding(bindingPackage(ROOT));
  say(`native TensorFlow is not available, using the slower wasm engine (${reasons.join('; ')})`);
  settle({ engine: 'wasm', reasons, retryAfter: Date.now() + 24 * HOUR_MS });
}

const nvidia = hasNvidiaDriver();
const previous = readEngineState(ROOT);
const wasCuda = previous?.engine === 'tensorflow' && previous.cuda;
const cuda = nvidia && (process.argv.includes('--cuda') || wasCuda);
if (process.argv.includes('--cuda') && !nvidia)
  say('no NVIDIA driver answers here, so the CPU build is taken');
prepare(cuda);
if (nvidia && !cuda)
  say(
    'an NVIDIA GPU was found: `npm run setup -- --cuda` takes the CUDA build (2.3 GB to download, 3.6 GB kept)',
  );
