import { loadavg } from 'node:os';

/** What a piece of work took: on the clock, and of processors; the first alone suffers from a busy machine. */
export interface Lap {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Takes the time of work, awaited if it is a promise. */
export async function timed<T>(work: () => T | Promise<T>): Promise<Lap & { readonly result: T }> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds, cpuSeconds: (user + system) / 1e6, result };
}

/** The load of the machine over the last minute, which every figure is to be read with. */
export function load(): string {
  return `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
