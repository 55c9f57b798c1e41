import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { engineThreads } from '../main/engine/environment.ts';
import { documentOf, runLacuna } from '../main/testing/lacuna-process.ts';
import { syntheticDatabase } from './gates/synthetic-database.ts';
import { peerPython } from './peers/python.ts';
import { median, recordFigure } from './results.ts';
import { Stepper } from './stepper.ts';

/**
 * Training on an NVIDIA GPU beside the processor of the same machine, and beside PyTorch on the same GPU:
 * `node bench/gpu.ts [note] [part...]`. Needs the CUDA build (`npm run setup -- --cuda`).
 */
type Device = 'gpu' | 'cpu';
const DEVICES: Readonly<Record<Device, Record<string, string>>> = {
  gpu: {},
  cpu: { CUDA_VISIBLE_DEVICES: '-1' },
};
const PARTS = { product: recordProduct, mlp: recordMlp, ebr: recordEbr, cohort: recordCohort } as const;

const [note = '', ...asked] = process.argv.slice(2);
const ADMISSIONS = 2_000;
const SEED = 3;
const ROUNDS = 20;
const STEPS = 10;
/** The first steps on a GPU that the library has no machine code for wait for the driver's compiler. */
const WARM_UP = 20;

const doctorReport = z.object({ engine: z.object({ device: z.string() }), gigaflops: z.number() });
const trainingSummary = z.object({ epochs: z.number(), seconds: z.number() });
const scores = z.object({
  rows: z.array(z.object({ encounter: z.string(), probability: z.number().nullable() })),
});

const folder = await mkdtemp(path.join(tmpdir(), 'lacuna-gpu-'));
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (asked.length === 0 || asked.includes(name)) await part();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The command line on one of the devices, and what it prints. */
async function lacuna<T extends z.ZodType>(
  device: Device,
  schema: T,
  ...args: string[]
): Promise<z.infer<T>> {
  return documentOf(await runLacuna([...args, '--json'], { home: folder, env: DEVICES[device] }), schema);
}

function record(figure: string, mustReach: string, measured: string): void {
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const [card = ''] = execFileSync('nvidia-smi', query, { encoding: 'utf8' }).split('\n');
  const [name, driver] = card.split(', ');
  const suffix = note === '' ? '' : `; ${note}`;
  recordFigure({ figure, mustReach, measured: `${measured}; ${name}, driver ${driver}${suffix}` });
}

async function recordProduct(): Promise<void> {
  const gpu = await lacuna('gpu', doctorReport, 'doctor');
  const cpu = await lacuna('cpu', doctorReport, 'doctor');
  record(
    'product of two 1024 x 1024 matrices on a GPU, its result read',
    'reported',
    `${gpu.engine.device} ${gpu.gigaflops.toFixed(0)} GFLOP/s, ${cpu.engine.device} ${cpu.gigaflops.toFixed(0)} GFLOP/s`,
  );
}

function native(network: 'mlp' | 'desktop', device: Device): Stepper {
  const program = path.join(import.meta.dirname, 'training-steps.ts');
  return new Stepper(process.execPath, [program, network, 'tensorflow'], DEVICES[device]);
}

/** Steps of all sides in turns. @returns what is said of the figures: each side's name, device and median. */
async function inTurns(sides: Readonly<Record<string, Stepper>>): Promise<string> {
  const told: string[] = [];
  const greetings = new Map<string, string>();
  for (const [name, side] of Object.entries(sides)) {
    const { version, device } = await side.greeting();
    greetings.set(name, `${name} ${version}${device === undefined ? '' : ` (${device})`}`);
    await side.take(WARM_UP, false);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of Object.values(sides)) await side.take(STEPS);
  }
  for (const [name, side] of Object.entries(sides)) {
    side.close();
    told.push(`${greetings.get(name) ?? name} ${median(side.milliseconds).toFixed(2)} ms`);
  }
  return `${told.join(', ')} (medians of ${ROUNDS * STEPS} steps in turns)`;
}

async function recordMlp(): Promise<void> {
  const peer = path.join(import.meta.dirname, 'peers', 'training_step.py');
  const threads = String(engineThreads());
  const measured = await inTurns({
    tensorflow: native('mlp', 'gpu'),
    'tensorflow on the processor': native('mlp', 'cpu'),
    PyTorch: new Stepper(peerPython('training'), [peer, threads, 'cuda']),
    'PyTorch on the processor': new Stepper(peerPython('training'), [peer, threads]),
  });
  record(
    'training step, MLP 768-1024-512-1024-512-512-1024-2, batch 256, Adam, on a GPU',
    'reported',
    measured,
  );
}

async function recordEbr(): Promise<void> {
  const measured = await inTurns({
    tensorflow: native('desktop', 'gpu'),
    'tensorflow on the processor': native('desktop', 'cpu'),
  });
  record(
    'training step, EBR desktop, 5 members x 6 modalities, batch 256, a semantic and a whole update, on a GPU',
    'reported',
    measured,
  );
}

/** Trains one cohort on both devices, and scores all of it with the GPU's model on both. */
async function recordCohort(): Promise<void> {
  const request = { admissions: ADMISSIONS, seed: SEED, folder, onStep: console.error };
  const { database } = await syntheticDatabase(request);
  const bundle = (device: Device) => path.join(folder, `${device}.lacuna`);
  const records = ['--database', database];
  const train = (device: Device) =>
    lacuna(
      device,
      trainingSummary,
      ...['train', ...records, '--task', 'mortality-90d', '--preset', 'desktop'],
      ...['--output', bundle(device)],
    );
  const [gpu, cpu] = [await train('gpu'), await train('cpu')];
  record(
    `training of ${ADMISSIONS} synthetic admissions, mortality-90d, desktop, on a GPU`,
    'reported',
    `${gpu.seconds.toFixed(1)} s for ${gpu.epochs} epochs, on the processor ${cpu.seconds.toFixed(1)} s for ${cpu.epochs}`,
  );
  const score = (device: Device) =>
    lacuna(device, scores, 'predict', '--all', ...records, '--model', bundle('gpu'));
  const difference = greatestDifference((await score('gpu')).rows, (await score('cpu')).rows);
  record(
    'scores of one model on a GPU and on the processor',
    'within 1e-4',
    `greatest difference ${difference.value.toExponential(1)} of ${difference.n} probabilities`,
  );
}

type Rows = z.infer<typeof scores>['rows'];

function greatestDifference(a: Rows, b: Rows): { n: number; value: number } {
  const other = new Map(b.map(({ encounter, probability }) => [encounter, probability]));
  const differences = a.map(({ encounter, probability }) => {
    const counterpart = other.get(encounter);
    if (counterpart === undefined) throw new Error('one device scored an encounter that the other did not');
    return Math.abs((probability ?? 0) - (counterpart ?? 0));
  });
  return { n: differences.length, value: Math.max(...differences) };
}
