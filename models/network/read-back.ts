import { engine } from '@tensorflow/tfjs-core';

/** Runs work whose result is plain data, and disposes of every tensor it made on the way. */
export function readBack<T>(work: () => T): T {
  engine().startScope();
  try {
    return work();
  } finally {
    engine().endScope();
  }
}
