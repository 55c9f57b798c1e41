import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { engineThreads, fixEngineEnvironment } from './environment.ts';

describe('engineThreads', () => {
  it('is one for each core unless a whole number is asked for', () => {
    expect(engineThreads({})).toBe(availableParallelism());
    expect(engineThreads({ LACUNA_THREADS: '3' })).toBe(3);
    for (const wrong of ['0', '-1', '1.5', 'many', '']) {
      expect(engineThreads({ LACUNA_THREADS: wrong })).toBe(availableParallelism());
    }
  });
});

describe('fixEngineEnvironment', () => {
  it('fixes the threads and keeps what the user has set', () => {
    const env: NodeJS.ProcessEnv = { LACUNA_THREADS: '3', TF_CPP_MIN_LOG_LEVEL: '0' };
    fixEngineEnvironment(env);
    expect(env['TF_NUM_INTRAOP_THREADS']).toBe('3');
    expect(env['TF_CPP_MIN_LOG_LEVEL']).toBe('0');
  });

  it('keeps the library silent', () => {
    const env: NodeJS.ProcessEnv = {};
    fixEngineEnvironment(env);
    expect(env['TF_CPP_MIN_LOG_LEVEL']).toBe('3');
  });

  it('has a GPU compute in whole single precision unless the user wants less', () => {
    const env: NodeJS.ProcessEnv = {};
    fixEngineEnvironment(env);
    expect(env['NVIDIA_TF32_OVERRIDE']).toBe('0');
    env['NVIDIA_TF32_OVERRIDE'] = '1';
    fixEngineEnvironment(env);
    expect(env['NVIDIA_TF32_OVERRIDE']).toBe('1');
  });
});
