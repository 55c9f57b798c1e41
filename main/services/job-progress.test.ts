import { describe, expect, it } from 'vitest';
import type { EpochReport } from '../../models/training/hooks.ts';
import { jobProgressOf } from './job-progress.ts';
import { sentence } from '../../models/wording.ts';

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
    expect(jobProgressOf({ kind: 'step', step: sentence`calibrating`, run: 'r1' })).toMatchObject({
      run: 'r1',
    });
    expect(jobProgressOf({ kind: 'step', step: sentence`reading` })).not.toHaveProperty('run');
  });
});

describe('a search', () => {
  it('is as far as the epochs of all trials are', () => {
    const progress = {
      trial: 3,
      trials: 9,
      rung: 1,
      rungs: 2,
      epoch: { ...report, epoch: 2 },
      done: 10,
      planned: 40,
    };
    expect(jobProgressOf({ kind: 'search', progress, seconds: 30, run: 'r' })).toEqual({
      step: 'trial 3 of 9, round 1 of 2, epoch 2',
      fraction: 0.25,
      secondsLeft: 90,
      run: 'r',
    });
  });
});

describe('an import', () => {
  const progress = {
    phase: 'reading',
    file: 'hosp/labevents.csv.gz',
    fileIndex: 12,
    fileCount: 16,
    rows: 5,
    estimatedRows: 100,
    rowsPerSecond: null,
    fraction: 0.4,
    secondsLeft: 3,
    rejected: 0,
  } as const;

  it('is as far as all of its files are, not as the one that is read', () => {
    expect(jobProgressOf({ kind: 'import', progress })).toMatchObject({
      step: 'reading hosp/labevents.csv.gz',
      fraction: 0.4,
      secondsLeft: 3,
    });
  });
});
