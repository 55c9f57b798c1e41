import { fileURLToPath } from 'node:url';
import { spawnWorker } from '../workers/spawn-worker.ts';
import type { ExampleFunctions } from './example.worker.ts';

/** A program for the tests of bundling: calls a worker and says where it thinks it lies. */
const worker = spawnWorker<ExampleFunctions>(new URL('./example.worker.ts', import.meta.url));
const doubled = await worker.call('double', { values: Float32Array.of(21) });
process.stdout.write(
  JSON.stringify({
    doubled: [...doubled],
    migrations: fileURLToPath(new URL('../../migrations', import.meta.url)),
    folder: import.meta.dirname,
    file: import.meta.filename,
  }),
);
