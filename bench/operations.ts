import { type NativeBackend, nativeBackend } from '../models/backend/native-operations.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Runs something on the native engine. @returns how often it ran each TensorFlow operation; empty on other engines. */
export function countOperations(run: () => void): Map<string, number> {
  const native: Mutable<NativeBackend> | undefined = nativeBackend();
  const counts = new Map<string, number>();
  if (!native) return counts;
  const { executeSingleOutput, executeMultipleOutputs } = native;
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  native.executeSingleOutput = (name, ...rest) => {
    count(name);
    return executeSingleOutput.call(native, name, ...rest);
  };
  native.executeMultipleOutputs = (name, ...rest) => {
    count(name);
    return executeMultipleOutputs.call(native, name, ...rest);
  };
  try {
    run();
  } finally {
    Object.assign(native, { executeSingleOutput, executeMultipleOutputs });
  }
  return counts;
}
