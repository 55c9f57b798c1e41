import { describe, expect, it } from 'vitest';
import type { EpochReport } from '../../models/training/hooks.ts';
import { jobProgressOf } from './job-progress.ts';

const report = { epoch: 3, epochs: 10, seconds: 2 } as EpochReport;

describe('what a job says', () => {
  it('tells how far a training is, for how long, and which run it writes', () => {
    expect(jobProgressOf({ kind: 'epoch', report, run: 'r1' })).toEqual({
      step: 'epoch 3 of 10',
      fraction: 0.3,
      secondsLeft: 14,
      epoch: report,
      run: 'r1',
    });
  });

  it('names the run with every step, and none before there is one', () => {
    expect(jobProgressOf({ kind: 'step', step: 'calibrating', run: 'r1' })).toMatchObject({ run: 'r1' });
    expect(jobProgressOf({ kind: 'step', step: 'reading' })).not.toHaveProperty('run');
  });
});
