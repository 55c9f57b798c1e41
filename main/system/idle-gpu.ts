import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EngineInfo } from '../engine/load-engine.ts';
import type { Degradation } from './degraded.ts';
import { readSetUp } from './set-up.ts';

const MEND = 'npm run setup -- --cuda';
/** A library that set-up fetches, so any but the driver's own. */
const LIBRARY_OF_SET_UP = /\blib(?!cuda\.so)\w+\.so/;

interface Machine {
  /** Whether an NVIDIA driver answers. */
  readonly hasNvidia: () => Promise<boolean>;
  readonly setUp: typeof readSetUp;
}

/**
 * An NVIDIA GPU that native TensorFlow does not use: why, and what mends it. It asks the driver, which takes a moment,
 * and small networks train as fast without, so that only `doctor` says so.
 */
export async function idleGpu(
  engine: EngineInfo | null,
  { hasNvidia, setUp }: Machine = { hasNvidia: driverAnswers, setUp: readSetUp },
): Promise<Degradation[]> {
  if (engine?.name !== 'tensorflow' || engine.device.startsWith('GPU')) return [];
  const state = setUp();
  if (state === undefined || !(await hasNvidia())) return [];
  const what = 'the NVIDIA GPU is not used';
  if (state.cuda !== true) {
    const why = 'TensorFlow is built for processors here; a GPU speeds up wide networks, not small ones';
    return [{ what, why, mend: `${MEND} (2.3 GB to download, 3.6 GB kept)` }];
  }
  if (state.refusal === undefined) {
    const why = 'set-up could use it, and it is hidden now';
    return [{ what, why, mend: 'unset CUDA_VISIBLE_DEVICES' }];
  }
  const step = LIBRARY_OF_SET_UP.test(state.refusal)
    ? 'delete .cache/native/wheel-cuda'
    : 'update the NVIDIA driver to 525.60 or later';
  return [{ what, why: state.refusal, mend: `${step}, then ${MEND}` }];
}

async function driverAnswers(): Promise<boolean> {
  try {
    await promisify(execFile)('nvidia-smi', ['-L'], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
