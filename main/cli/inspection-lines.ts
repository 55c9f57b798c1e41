import type { Inspection } from '../api/services.ts';
import { serverLines } from './server-lines.ts';

const whole = new Intl.NumberFormat('en');
const MEGABYTE = 1e6;

/** What was found in a few lines: how much is read, and which modalities will be absent. */
export function foundLines(found: Inspection): string[] {
  const { source, release, server, files, absentModalities, shortfalls } = found;
  const read = files.filter(({ use }) => use !== 'unused');
  const rows = read.reduce((sum, { estimatedRows }) => sum + (estimatedRows ?? 0), 0);
  return [
    ...serverLines(server),
    `found ${source} ${release ?? '(release unknown)'}: ${read.length} of ${files.length} files are read, about ${whole.format(rows)} rows`,
    ...shortfalls.map(shortfallLine),
    ...(shortfalls.length === 0 && files.some(({ publishedRows }) => publishedRows !== null)
      ? ['no file is shorter than published, as far as can be told before reading']
      : []),
    ...absentModalities.map(({ modality, reason }) => `${modality} will be unavailable: ${reason}`),
  ];
}

function shortfallLine({ file, found, published, estimated }: Inspection['shortfalls'][number]): string {
  const rows = `${estimated ? 'about ' : ''}${whole.format(found)}`;
  return `${file}: ${rows} of the ${whole.format(published)} rows that are published`;
}

/** All of an inspection: each file with its use and its problems, and what the missing ones cost. */
export function inspectionLines(inspection: Inspection): string[] {
  const { files, missing, neededBytes, freeBytes, ready } = inspection;
  const megabytes = (bytes: number): string => `${whole.format(Math.ceil(bytes / MEGABYTE))} MB`;
  return [
    ...foundLines(inspection),
    ...files.map(
      ({ file, use, unusedReason, estimatedRows }) =>
        `  ${file.padEnd(32)} ${use === 'unused' ? 'not used' : use}` +
        (unusedReason === null ? '' : `: ${unusedReason}`) +
        (estimatedRows === null ? '' : `, about ${whole.format(estimatedRows)} rows`),
    ),
    ...missing.map(
      ({ file, required, consequence }) =>
        `  ${file.padEnd(32)} missing${required ? ', required' : ''}: ${consequence}`,
    ),
    ...files.flatMap(({ problems }) =>
      problems.map(({ code, file = '', message }) => `problem: ${file}: ${message} (${code})`),
    ),
    `needs about ${megabytes(neededBytes)}, ${megabytes(freeBytes)} are free`,
    ready ? 'ready to import' : 'not ready to import',
  ];
}
