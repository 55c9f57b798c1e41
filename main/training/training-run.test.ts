import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../../models/random/random-stream.ts';
import { trainingSummary } from '../api/training.ts';
import type { TrainingRun } from '../api/services.ts';
import { decodeSafetensors, encodeSafetensors } from '../../models/bundle/safetensors.ts';
import { Cancellation } from '../jobs/cancellation.ts';
import { listAuditLog } from '../records/audit-log.ts';
import { listRegisteredModels } from '../records/models.ts';
import { listTrainingRuns } from '../records/training-runs.ts';
import { databaseState, integrityOf } from '../testing/database-state.ts';
import { documentOf, errorOf, startLacuna, type RunningProcess } from '../testing/lacuna-process.ts';
import { importSynthetic, NEVER, QUICK, reading, type SmallStudy } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { resumeTraining } from './resume-training.ts';
import { runTraining } from './run-training.ts';

/** Real runs on a small cohort: killed, paused, cancelled, and each time sound. */
const KILLS = process.env['LACUNA_TEST_COUNTS'] === 'full' ? 25 : 5;
const EPOCHS = KILLS + 20;
/** More than any test waits for. */
const ENDLESS = 2_000;
const REQUEST = { ...QUICK, settings: { epochs: EPOCHS } };

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
const settingsFile = (epochs: number): string => {
  const file = at(`${epochs}.json`);
  writeFileSync(file, JSON.stringify({ epochs }));
  return file;
};
let study: Pick<SmallStudy, 'home' | 'database'>;
/** The numbers of a run that nothing disturbed. */
let undisturbed: string;

beforeAll(async () => {
  study = await importSynthetic(folder, { admissions: 300, seed: 3 });
  await runTraining({ database: study.database, request: REQUEST, output: at('whole') }, { signal: NEVER });
  undisturbed = numbersOf(at('whole'));
});

/** What a run ended with, whatever it is called and when it was. */
function numbersOf(bundle: string): string {
  const hash = createHash('sha256');
  for (const file of ['weights.safetensors', 'vectorizers.json'])
    hash.update(readFileSync(path.join(bundle, file)));
  const manifest = JSON.parse(readFileSync(path.join(bundle, 'manifest.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { network, calibration, validation, test, dataFingerprint } = manifest;
  return hash
    .update(JSON.stringify({ network, calibration, validation, test, dataFingerprint }))
    .digest('hex');
}

const runs = (): Promise<TrainingRun[]> => reading(study.database, (db) => listTrainingRuns(db));

function start(...args: string[]): RunningProcess {
  return startLacuna(['train', '--database', study.database, ...args, '--json'], { home: study.home });
}

const fresh = (output: string, epochs = EPOCHS): string[] => [
  ...['--task', 'mortality-90d', '--preset', 'quick', '--config', settingsFile(epochs), '--output', output],
];

/** Waits until a process has entered a run that is not one of `known`. */
async function nextRun(known: readonly string[]): Promise<string> {
  for (;;) {
    const found = (await runs()).find(({ run }) => !known.includes(run));
    if (found !== undefined) return found.run;
    await sleep(20);
  }
}

/** Waits until a run has written a checkpoint since `before`, milliseconds. */
async function checkpointAfter(run: string, before: number): Promise<void> {
  const file = path.join(study.home, 'checkpoints', run, 'checkpoint.safetensors');
  while (!existsSync(file) || statSync(file).mtimeMs <= before) await sleep(10);
}

describe('the same numbers', () => {
  it('come from the same seed, and others from another', async () => {
    const order = { database: study.database, request: REQUEST, output: at('again') };
    await runTraining(order, { signal: NEVER });
    expect(numbersOf(at('again'))).toBe(undisturbed);
    await runTraining({ ...order, request: { ...REQUEST, seed: 2 }, output: at('other') }, { signal: NEVER });
    expect(numbersOf(at('other'))).not.toBe(undisturbed);
  });

  it(`come from a run that was killed ${KILLS} times`, async () => {
    const random = RandomStream.fromSeed(20_26);
    const output = at('killed');
    let run: string | undefined;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const known = (await runs()).map((entry) => entry.run);
      const before = Date.now();
      const { child, ended } = start(...(run === undefined ? fresh(output) : ['--resume', run]));
      run ??= await nextRun(known);
      await checkpointAfter(run, before);
      await sleep(random.uniform(0, 100));
      child.kill('SIGKILL');
      await ended;
      expect((await runs()).find((entry) => entry.run === run)).toMatchObject({
        state: 'interrupted',
        resumable: true,
        model: null,
      });
      expect(integrityOf(study.database)).toEqual([]);
      expect(existsSync(output)).toBe(false);
    }
    const summary = documentOf(await start('--resume', run!).ended, trainingSummary);
    expect(summary).toMatchObject({ bundle: output, epochs: EPOCHS });
    expect(numbersOf(output)).toBe(undisturbed);
    expect((await runs()).find((entry) => entry.run === run)).toMatchObject({
      state: 'done',
      model: summary.model,
      epochs: EPOCHS,
      resumable: false,
    });
    expect(existsSync(path.join(study.home, 'checkpoints', run!))).toBe(false);
  }, 600_000);

  it('come from a run that was paused', async () => {
    const controller = new AbortController();
    const output = at('paused');
    const known = (await runs()).map((entry) => entry.run);
    const paused = runTraining(
      { database: study.database, request: REQUEST, output },
      {
        signal: controller.signal,
        onEpoch: ({ epoch }) => {
          if (epoch === 7) controller.abort(new Cancellation(true));
        },
      },
    );
    await expect(paused).rejects.toMatchObject({
      code: 'cancelled',
      hint: expect.stringContaining('--resume') as string,
    });
    const run = await nextRun(known);
    expect((await runs()).find((entry) => entry.run === run)).toMatchObject({
      state: 'cancelled',
      resumable: true,
    });
    await resumeTraining({ database: study.database, run }, { signal: NEVER });
    expect(numbersOf(output)).toBe(undisturbed);
  });
});

describe('Ctrl-C', () => {
  it('ends a run with the best so far', async () => {
    const known = (await runs()).map((entry) => entry.run);
    const output = at('cancelled');
    const { child, ended } = start(...fresh(output, ENDLESS));
    const run = await nextRun(known);
    await checkpointAfter(run, 0);
    child.kill('SIGINT');
    const summary = documentOf(await ended, trainingSummary);
    expect(summary.epochs).toBeGreaterThan(0);
    expect(summary.epochs).toBeLessThan(ENDLESS);
    expect(summary.warnings).toContain(`stopped after ${summary.epochs} of ${ENDLESS} epochs`);
    expect((await runs()).find((entry) => entry.run === run)).toMatchObject({
      state: 'cancelled',
      model: summary.model,
      resumable: false,
    });
    expect(existsSync(path.join(study.home, 'checkpoints', run))).toBe(false);
    expect(existsSync(output)).toBe(true);
    expect(integrityOf(study.database)).toEqual([]);
    await reading(study.database, (db) => {
      expect(listRegisteredModels(db).map(({ id }) => id)).toContain(summary.model);
      expect(listAuditLog(db, { offset: 0, limit: 1 }).rows).toMatchObject([
        { action: 'training.cancelled', subject: run, model: summary.model },
      ]);
    });
  });

  it('before the first epoch leaves no model', async () => {
    const models = await reading(study.database, (db) => listRegisteredModels(db).length);
    const controller = new AbortController();
    const cancelled = runTraining(
      { database: study.database, request: REQUEST, output: at('none') },
      {
        signal: controller.signal,
        onStep: (step) => {
          if (step.includes('engine')) controller.abort(new Cancellation(false));
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(at('none'))).toBe(false);
    expect((await runs())[0]).toMatchObject({ state: 'cancelled', model: null, resumable: false });
    expect(await reading(study.database, (db) => listRegisteredModels(db).length)).toBe(models);
  });
});

describe('a loss that goes wrong', () => {
  it('ends the run as failed, with the best model before it', async () => {
    const controller = new AbortController();
    const output = at('diverged');
    const known = (await runs()).map((entry) => entry.run);
    const request = { ...QUICK, settings: { epochs: 4, blockEpochs: 1 } };
    const paused = runTraining(
      { database: study.database, request, output },
      { signal: controller.signal, onEpoch: () => controller.abort(new Cancellation(true)) },
    );
    await expect(paused).rejects.toMatchObject({ code: 'cancelled' });
    const run = await nextRun(known);
    const checkpoint = path.join(study.home, 'checkpoints', run, 'checkpoint.safetensors');
    const { tensors, metadata } = decodeSafetensors(readFileSync(checkpoint));
    const weights = tensors['semantic.values']!;
    const broken = { ...tensors, 'semantic.values': { ...weights, values: weights.values.map(() => 1e30) } };
    writeFileSync(checkpoint, encodeSafetensors(broken, metadata));
    const summary = await resumeTraining({ database: study.database, run }, { signal: NEVER });
    expect(summary.epochs).toBe(1);
    expect(summary.warnings.join()).toMatch(
      /training_diverged: expected a finite loss, got none in epoch 2; the encoder of \w+ had the steepest gradient/,
    );
    expect((await runs()).find((entry) => entry.run === run)).toMatchObject({
      state: 'failed',
      model: summary.model,
      resumable: false,
    });
  });
});

describe('a run that cannot go on', () => {
  /** A run that was left behind after its first checkpoint. */
  async function abandoned(): Promise<string> {
    const controller = new AbortController();
    const known = (await runs()).map((entry) => entry.run);
    const started = runTraining(
      { database: study.database, request: REQUEST, output: at('abandoned') },
      { signal: controller.signal, onEpoch: () => controller.abort(new Cancellation(true)) },
    );
    await expect(started).rejects.toMatchObject({ code: 'cancelled' });
    return nextRun(known);
  }

  it('is refused by name, and nothing changes', async () => {
    const run = await abandoned();
    const done = (await runs()).find(({ state }) => state === 'done')!.run;
    const before = databaseState(study.database);
    const resume = (id: string, output?: string): Promise<unknown> =>
      resumeTraining({ database: study.database, run: id, output }, { signal: NEVER }).catch(
        (error: unknown) => error,
      );

    expect(await resume('no such run')).toMatchObject({ code: 'not_found' });
    expect(await resume(done)).toMatchObject({ code: 'run_not_resumable' });
    expect(await resume(run, at('whole'))).toMatchObject({ code: 'bundle_exists', file: at('whole') });
    const checkpoint = path.join(study.home, 'checkpoints', run, 'checkpoint.safetensors');
    const bytes = readFileSync(checkpoint);
    writeFileSync(checkpoint, bytes.subarray(0, bytes.length - 10));
    expect(await resume(run)).toMatchObject({ code: 'run_not_resumable', file: checkpoint });
    rmSync(checkpoint);
    expect(await resume(run)).toMatchObject({
      code: 'run_not_resumable',
      hint: expect.any(String) as string,
    });
    expect(databaseState(study.database)).toEqual(before);
  });

  it('by the command line is an error with exit code 1', async () => {
    expect(errorOf(await start('--resume', 'no such run').ended)).toMatchObject({
      code: 'not_found',
      exit: 1,
    });
  });

  it('is refused while another process goes on with it', async () => {
    const known = (await runs()).map((entry) => entry.run);
    const { child, ended } = start(...fresh(at('busy'), ENDLESS));
    const run = await nextRun(known);
    expect(errorOf(await start('--resume', run).ended)).toMatchObject({ code: 'job_running', exit: 1 });
    child.kill('SIGKILL');
    await ended;
  });
});

it('a checkpoint that cannot be written costs a warning and not the model', async () => {
  const checkpoints = path.join(study.home, 'checkpoints');
  rmSync(checkpoints, { recursive: true, force: true });
  writeFileSync(checkpoints, 'in the way');
  const summary = await runTraining(
    { database: study.database, request: { ...QUICK, settings: { epochs: 2 } }, output: at('unchecked') },
    { signal: NEVER },
  );
  rmSync(checkpoints);
  expect(summary.warnings).toContain('the checkpoint cannot be written');
  expect(existsSync(at('unchecked'))).toBe(true);
});
