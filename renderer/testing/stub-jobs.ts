import { setTimeout as wait } from 'node:timers/promises';
import type { JobContext, JobManager } from '../../main/jobs/job-manager.ts';
import type { JobRef } from '../../main/api/services.ts';
import { fixtureEpochs } from './fixture-models.ts';
import { FIXTURE_INFO } from './fixture-system.ts';

/** Pace of the invented jobs, in milliseconds a step. */
const STEP_MS = 300;

async function steps(context: JobContext, count: number, step: (index: number) => void): Promise<void> {
  for (let index = 0; index < count; index++) {
    step(index);
    await wait(STEP_MS);
    context.signal.throwIfAborted();
  }
}

/** The jobs of the real host, with invented work. */
export class StubJobs {
  private readonly jobs: JobManager;
  readonly onDemoReady: () => void;
  /** Epochs of the live run so far. */
  liveEpochs = 0;

  constructor(jobs: JobManager, onDemoReady: () => void) {
    this.jobs = jobs;
    this.onDemoReady = onDemoReady;
  }

  import(): JobRef {
    const files = [
      'hosp/patients.csv.gz',
      'hosp/admissions.csv.gz',
      'hosp/diagnoses_icd.csv.gz',
      'hosp/labevents.csv.gz',
    ];
    return this.jobs.start('import', 'Import of mimic-iv-demo', async (context) => {
      await steps(context, 40, (index) => {
        const fileIndex = Math.min(3, Math.floor(index / 10));
        context.progress({
          step: `Reading ${files[fileIndex]}`,
          fraction: index / 40,
          secondsLeft: (40 - index) * 0.3,
          run: 'import-1',
          import: {
            phase: index > 36 ? 'committing' : 'reading',
            file: files[fileIndex] ?? null,
            fileIndex,
            fileCount: files.length,
            rows: (index % 10) * 31_000,
            estimatedRows: 310_000,
            rowsPerSecond: 610_000,
            fraction: index / 40,
            secondsLeft: (40 - index) * 0.3,
            rejected: index * 6,
          },
        });
      });
      return { run: 'import-1' };
    });
  }

  training(title: string): JobRef {
    return this.jobs.start('training', title, async (context) => {
      const epochs = fixtureEpochs(60, 60);
      await steps(context, epochs.length, (index) => {
        const epoch = epochs[index];
        this.liveEpochs = index + 1;
        context.progress({
          step: `Epoch ${index + 1} of 60`,
          fraction: index / 60,
          secondsLeft: (60 - index) * 0.3,
          run: 'run-live',
          ...(epoch === undefined ? {} : { epoch }),
        });
      });
      return { run: 'run-live', model: 'demo-mortality-ebr' };
    });
  }

  demo(): JobRef {
    const parts = ['Writing 2,000 synthetic admissions', 'Importing them', 'Training', 'First prediction'];
    return this.jobs.start('demo', 'Synthetic demo cohort', async (context) => {
      await steps(context, 40, (index) => {
        const step = parts[Math.floor(index / 10)] ?? '';
        context.progress({ step, fraction: index / 40, secondsLeft: (40 - index) * 0.3 });
      });
      this.onDemoReady();
      return { model: 'demo-mortality-ebr', encounter: '20000001' };
    });
  }

  audit(model: string): JobRef {
    return this.jobs.start('audit', 'Audit of Demo mortality, EBR', async (context) => {
      await steps(context, 20, (index) => {
        const step = `Scoring ${index * 50} of 1,004 test encounters on ${FIXTURE_INFO.engine?.name ?? 'cpu'}`;
        context.progress({ step, fraction: index / 20, secondsLeft: (20 - index) * 0.3 });
      });
      return { model };
    });
  }
}
