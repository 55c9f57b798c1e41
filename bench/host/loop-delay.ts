import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a host before its own code (`--import`): notes how late each timer of its event loop comes, and writes all
 * of them to the file `LACUNA_LOOP_DELAYS` when the host ends.
 */
const TICK_MS = 5;

/** When a timer came (milliseconds since 1970), and how much later than it was asked for. */
export type LoopDelay = readonly [at: number, late: number];

const file = process.env['LACUNA_LOOP_DELAYS'];
if (file !== undefined && isMainThread) watch(file);

function watch(output: string): void {
  const delays: LoopDelay[] = [];
  const tick = (asked: number): void => {
    const now = performance.now();
    delays.push([performance.timeOrigin + now, now - asked - TICK_MS]);
    setTimeout(tick, TICK_MS, now).unref();
  };
  setTimeout(tick, TICK_MS, performance.now()).unref();
  process.on('exit', () => writeFileSync(output, JSON.stringify(delays)));
}
