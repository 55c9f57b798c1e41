import { availableParallelism } from 'node:os';

/** Threads of the native engine: `LACUNA_THREADS`, else one for each core this process may use. */
export function engineThreads(env: NodeJS.ProcessEnv = process.env): number {
  const wanted = Number(env['LACUNA_THREADS']);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}

/**
 * Sets what the native library reads when it loads: a fixed number of threads, without which the same seed may give
 * other numbers; silence, since its errors reach us as exceptions and its CUDA build logs some that are none; GPU
 * memory taken as it is needed; and whole single precision on a GPU, whose default for matrix products keeps three
 * digits, too few for engines to agree on a score.
 *
 * Call it on the main thread before starting a worker that computes: a worker has only a copy of the environment,
 * which the library does not see.
 */
export function fixEngineEnvironment(env: NodeJS.ProcessEnv = process.env): void {
  const threads = String(engineThreads(env));
  env['TF_NUM_INTRAOP_THREADS'] ??= threads;
  env['TF_NUM_INTEROP_THREADS'] ??= '1';
  env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  env['NVIDIA_TF32_OVERRIDE'] ??= '0';
}
