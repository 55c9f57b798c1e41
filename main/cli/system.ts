import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { DoctorReport } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { dataFolder } from '../system/data-folder.ts';
import { doctor } from '../system/doctor.ts';
import { runCommand, type CommonFlags } from './run-command.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('engine, storage, versions, and what is degraded')
    .action((flags: CommonFlags) =>
      runCommand(flags, async ({ terminal }) => {
        const report = await doctor({ home: dataFolder(), window: 'browser' });
        terminal.result(report, () => doctorLines(report));
      }),
    );
}

function doctorLines(report: DoctorReport): string[] {
  const { engine, storage } = report;
  return [
    `Lacuna ${report.version}`,
    engine === null ? 'engine: none' : `engine: ${engine.name} ${engine.version}, ${engine.device}`,
    report.gigaflops === null
      ? 'matrix product: not measured'
      : `matrix product: ${report.gigaflops.toFixed(1)} GFLOP/s`,
    `data folder: ${storage.dataFolder} (${(storage.freeBytes / 2 ** 30).toFixed(1)} GiB free, ${storage.databases} databases)`,
    ...Object.entries(report.versions).map(([name, value]) => `${name}: ${value}`),
    ...report.degraded.map(({ what, why, mend }) => `degraded: ${what}: ${why}. ${mend}`),
  ];
}

/** The benches are programs of their own beside the application; a package does not hold them. */
const BENCH_FOLDER = path.resolve(import.meta.dirname, '../../bench');

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure this machine')
    .argument('<name>', 'name of a bench')
    .argument('[arguments...]', 'arguments of the bench')
    .passThroughOptions()
    .action((name: string, rest: string[], flags: CommonFlags) =>
      runCommand(flags, ({ signal }) => runBench(name, rest, signal)),
    );
}

async function runBench(name: string, rest: readonly string[], signal: AbortSignal): Promise<void> {
  const names = benchNames();
  if (!names.includes(name)) {
    const hint =
      names.length === 0
        ? 'benches come with the source, not with the package'
        : `one of ${names.join(', ')}`;
    throw new LacunaError('usage', 'there is no bench of this name', { hint });
  }
  const child = spawn(process.execPath, [path.join(BENCH_FOLDER, `${name}.ts`), ...rest], {
    stdio: 'inherit',
    signal,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new LacunaError('internal', `the bench ended with exit code ${code ?? 'none'}`);
}

/** Beside the benches lie their parts; a bench is what records figures. */
function benchNames(): string[] {
  if (!existsSync(BENCH_FOLDER)) return [];
  return readdirSync(BENCH_FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(path.join(BENCH_FOLDER, file), 'utf8').includes(`from './results.ts'`))
    .map((file) => path.basename(file, '.ts'));
}
