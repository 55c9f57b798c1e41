import type { Inspection, ServerAccount } from '../api/services.ts';

const whole = new Intl.NumberFormat('en');
const MEGABYTE = 1e6;

/** What each rule is called behind the number of those it leaves. */
const RULES: Readonly<Record<ServerAccount['attrition'][number]['rule'], (value: string) => string>> = {
  all: () => 'all on the server',
  ids: (count) => `among the ${count} listed`,
  query: () => 'found by the query',
  minimumAge: (age) => `aged ${age} or over at the admission`,
  since: (date) => `admitted on ${date} or later`,
  before: (date) => `admitted before ${date}`,
  careUnits: (words) => `through a unit called ${words}`,
  whole: () => 'read, with all of their admissions',
};

/** Which server was contacted, and what is chosen there. */
function serverLines(server: ServerAccount | null): string[] {
  if (server === null) return [];
  const { address, at, attrition } = server;
  return [
    `contacted ${address}: all tables as of ${at}`,
    countLine('patients', 'admissions', ''),
    ...attrition.map(({ rule, value, patients, admissions }) =>
      countLine(whole.format(patients), whole.format(admissions), RULES[rule](value ?? '')),
    ),
  ];
}

function countLine(patients: string, admissions: string, rule: string): string {
  return `${patients.padStart(11)} ${admissions.padStart(12)}  ${rule}`.trimEnd();
}

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
