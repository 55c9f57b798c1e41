import { describe, expect, it } from 'vitest';
import { run, SetupError } from './commands.ts';
import { gpuRefusal } from './gpu-refusal.ts';
import { planWays } from './plan.ts';
import { hasNvidiaDriver, missingTools } from './tools.ts';

/** A machine on which only these programs answer; pip is asked as `python3 -m pip`. */
const machineWith =
  (...programs: string[]) =>
  (program: string, args: readonly string[]) =>
    programs.includes(args.includes('pip') ? 'pip' : program);

describe('planWays', () => {
  it('takes the pinned wheel first on Linux x64 and the official installer elsewhere', () => {
    expect(planWays('linux', 'x64')).toEqual(['wheel', 'installer']);
    for (const [platform, arch] of [
      ['linux', 'arm64'],
      ['win32', 'x64'],
      ['darwin', 'arm64'],
    ] as const) {
      expect(planWays(platform, arch)).toEqual(['installer']);
    }
  });
});

describe('missingTools', () => {
  it('names what is missing and the one command that installs it', () => {
    expect(missingTools(machineWith('python3', 'pip', 'g++', 'strip'))).toBeUndefined();
    expect(missingTools(machineWith('apt-get', 'python3', 'strip'))).toEqual({
      names: ['pip', 'g++'],
      install: 'sudo apt-get install -y python3-pip g++',
    });
    expect(missingTools(machineWith('dnf', 'python3', 'pip', 'strip'))?.install).toBe(
      'sudo dnf install -y gcc-c++',
    );
    expect(missingTools(machineWith('python3', 'pip', 'strip'))?.install).toBe(
      'install g++ with your package manager',
    );
    expect(missingTools(machineWith())?.names).toEqual(['python3', 'pip', 'g++', 'strip']);
  });
});

describe('hasNvidiaDriver', () => {
  it('asks nvidia-smi', () => {
    expect(hasNvidiaDriver(machineWith('nvidia-smi'))).toBe(true);
    expect(hasNvidiaDriver(machineWith())).toBe(false);
  });
});

describe('gpuRefusal', () => {
  it('names the libraries that are missing, else what the driver said', () => {
    const line = (text: string) => `2026-11-27 23:19:39.171347: I external/tsl/some_file.cc:63] ${text}\n`;
    const missing = (library: string) =>
      line(
        `Could not load dynamic library '${library}'; dlerror: ${library}: cannot open shared object file`,
      );
    const driver = line('failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected');
    expect(gpuRefusal(missing('libcufft.so.11') + missing('libcudnn.so.8') + driver)).toBe(
      'libcufft.so.11, libcudnn.so.8 cannot be loaded',
    );
    expect(gpuRefusal(line('oneDNN custom operations are on.') + driver)).toBe(
      'CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
    );
    expect(gpuRefusal('')).toBe('TensorFlow gives no reason');
  });
});

describe('run', () => {
  it('says in one line what did not work', () => {
    const node = process.execPath;
    expect(() => run(node, ['-e', 'process.exit(3)'], { seconds: 20 })).toThrow(SetupError);
    expect(() => run(node, ['-e', 'process.exit(3)'], { seconds: 20 })).toThrow('failed (3)');
    expect(() => run(node, ['-e', 'setInterval(() => {}, 1000)'], { seconds: 0.5 })).toThrow(
      'took longer than 0.5 s',
    );
    expect(() => run('/no/such/program', [], { seconds: 1 })).toThrow('ENOENT');
    expect(() => run(node, ['-e', ''], { seconds: 20 })).not.toThrow();
  });
});
