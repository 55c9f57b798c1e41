import type { z } from 'zod';
import type { importProgress } from '../api/imports.ts';
import type { SearchProgress } from '../../models/search/search-settings.ts';
import type { EpochReport } from '../../models/training/hooks.ts';

const wholeNumber = new Intl.NumberFormat('en');

/** One line about a running import. */
export function importLine(progress: z.infer<typeof importProgress>): string {
  const { phase, file, rows, estimatedRows, rowsPerSecond, secondsLeft } = progress;
  if (file === null) return phase;
  const of = estimatedRows === null ? '' : ` of about ${wholeNumber.format(estimatedRows)}`;
  const rate = rowsPerSecond === null ? '' : `, ${wholeNumber.format(Math.round(rowsPerSecond))} rows/s`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${phase} ${file}: ${wholeNumber.format(rows)} rows${of}${rate}${left}`;
}

/** One line about a running training. */
export function epochLine(report: EpochReport): string {
  const auroc = report.auroc === null ? '' : `, validation AUROC ${report.auroc.toFixed(3)}`;
  const half =
    report.aurocHalfMissing === null ? '' : ` (${report.aurocHalfMissing.toFixed(3)} at 50 % missing)`;
  return `epoch ${report.epoch} of ${report.epochs}: loss ${report.semanticLoss.toFixed(4)}${auroc}${half}`;
}

/** One line about a search for settings. */
export function searchLine({ trial, trials, rung, rungs, epoch, done, planned }: SearchProgress): string {
  const share = Math.min(100, Math.round((100 * done) / planned));
  return `trial ${trial} of ${trials}, round ${rung} of ${rungs} (${share} %): ${epochLine(epoch)}`;
}
