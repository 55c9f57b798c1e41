import type { z } from 'zod';
import type { importProgress } from '../../api/imports.ts';
import type { SurveyedFile } from './survey-folder.ts';

export type ImportProgress = z.infer<typeof importProgress>;

/** Reports come no closer together than this. */
const INTERVAL_MS = 100;
/** Before this much time no rate is worth saying. */
const WARM_UP_MS = 500;

/** Tells how far an import is: file by file, with rows a second and the time left by bytes. */
export class ProgressReporter {
  readonly #tell: (progress: ImportProgress) => void;
  readonly #files: readonly SurveyedFile[];
  readonly #totalBytes: number;
  readonly #startedMs = performance.now();
  #phase: ImportProgress['phase'] = 'inspecting';
  #index = 0;
  #file: SurveyedFile | null = null;
  #fileStartedMs = 0;
  #bytesBefore = 0;
  #rows = 0;
  #rejected = 0;
  #toldMs = -Infinity;

  constructor(files: readonly SurveyedFile[], tell: (progress: ImportProgress) => void) {
    this.#files = files.filter(({ spec }) => spec !== null);
    this.#tell = tell;
    this.#totalBytes = files.reduce((sum, { sample }) => sum + (sample?.estimatedBytes ?? 0), 0);
  }

  /** @param name path of the file inside the folder. */
  startFile(name: string): void {
    this.#bytesBefore += this.#file?.sample?.estimatedBytes ?? 0;
    this.#index = this.#files.findIndex(({ file }) => file.name === name);
    this.#file = this.#files[this.#index] ?? null;
    this.#phase = 'reading';
    this.#rows = 0;
    this.#fileStartedMs = performance.now();
    this.#report(true);
  }

  rows(count: number): void {
    this.#rows = count;
    this.#report(false);
  }

  rejected(count: number): void {
    this.#rejected += count;
  }

  /** What follows concerns no single file. */
  enter(phase: 'writing' | 'committing'): void {
    this.#phase = phase;
    this.#file = null;
    this.#rows = 0;
    this.#report(true);
  }

  #report(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#toldMs < INTERVAL_MS) return;
    this.#toldMs = now;
    const spentMs = now - this.#fileStartedMs;
    const isReading = this.#file !== null && spentMs > WARM_UP_MS;
    this.#tell({
      phase: this.#phase,
      file: this.#file?.file.name ?? null,
      fileIndex: this.#index,
      fileCount: this.#files.length,
      rows: this.#rows,
      estimatedRows: this.#file?.sample?.estimatedRows ?? null,
      rowsPerSecond: isReading ? Math.round((this.#rows * 1000) / spentMs) : null,
      fraction: this.#file === null ? null : this.#fraction,
      secondsLeft: this.#secondsLeft(now - this.#startedMs),
      rejected: this.#rejected,
    });
  }

  /** Share of the bytes of all files that is read, 0..1. */
  get #fraction(): number {
    const { estimatedBytes = 0, estimatedRows = 0 } = this.#file?.sample ?? {};
    const share = Math.min(1, this.#rows / Math.max(estimatedRows, 1));
    return Math.min(1, (this.#bytesBefore + share * estimatedBytes) / Math.max(this.#totalBytes, 1));
  }

  #secondsLeft(spentMs: number): number | null {
    const done = this.#fraction;
    if (spentMs < WARM_UP_MS || done === 0) return null;
    return Math.max(0, Math.round(((1 - done) / done) * (spentMs / 1000)));
  }
}
