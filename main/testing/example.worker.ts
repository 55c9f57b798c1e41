import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LacunaError } from '../errors.ts';
import { keepsCheckpoint } from '../jobs/cancellation.ts';
import { expose, handedOver } from '../workers/expose.ts';
import type { WorkerContext } from '../workers/messages.ts';

let handed: Float32Array | null = null;

/** Functions for the tests of `main/workers/`. */
const functions = {
  double: (input: { values: Float32Array }) => input.values.map((value) => value * 2),

  /** The second time it is asked it says how much it still has of what it handed over. */
  handOver: (input: { length: number }) => {
    if (handed !== null) return { values: new Float32Array(handed.length) };
    handed = new Float32Array(input.length).fill(1);
    const result = { values: handed };
    return handedOver(result, [handed.buffer]);
  },

  count: async (input: { to: number }, { progress }: WorkerContext<number>) => {
    for (let index = 1; index <= input.to; index++) {
      progress(index);
      await Promise.resolve();
    }
    return input.to;
  },

  /** Keeps the thread busy without a break. */
  spin: (input: { ms: number }) => {
    const until = performance.now() + input.ms;
    let turns = 0;
    while (performance.now() < until) turns++;
    return turns;
  },

  /** Works in short stretches until it is cancelled; writes down whether a checkpoint was wanted. */
  work: async (input: { file: string }, { signal, progress, pause }: WorkerContext<string>) => {
    progress('started');
    try {
      for (;;) await pause();
    } catch (error) {
      writeFileSync(input.file, `checkpoint: ${keepsCheckpoint(signal)}`);
      throw error;
    }
  },

  /** Is at work for a while after it has been asked to stop, as a native module is. */
  stopSlowly: async (input: { file: string }, { signal, progress }: WorkerContext<string>) => {
    progress('started');
    await once(signal, 'abort');
    await sleep(100);
    writeFileSync(input.file, 'stopped');
    signal.throwIfAborted();
  },

  failByName: () => {
    throw new LacunaError('bad_date', 'cannot read a date', { file: 'a.csv', line: 3, hint: 'look there' });
  },
  failUnnamed: () => {
    throw new TypeError('patient Jane');
  },
  returnUncloneable: () => () => 1,
  exit: () => process.exit(7),
  throwOutside: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new RangeError('outside any call');
      }, 1);
    }),
  rejectOutside: () => {
    void Promise.reject(new RangeError('outside any call'));
    return new Promise<never>(() => undefined);
  },
  fillMemory: () => {
    const hoard: string[][] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, index) => `${hoard.length} ${index}`));
  },
};
export type ExampleFunctions = typeof functions;

expose({
  functions,
  close: () => {
    if (process.env['LACUNA_TEST_CLOSED'] !== undefined)
      writeFileSync(process.env['LACUNA_TEST_CLOSED'], 'closed');
  },
});
