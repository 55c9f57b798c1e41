import type { TableHeader } from '../csv-header.ts';

export interface ReleaseEvidence {
  /** Name of the folder itself; PhysioNet names it after the version. */
  readonly folderName: string;
  /** Tables and other files found, by their path inside the folder. */
  readonly names: ReadonlySet<string>;
  readonly admissions: TableHeader | null;
  /** The first rows of `hosp/patients`. */
  readonly patientsHead: string;
}

/** The list of patients that comes with the open demo alone. */
const DEMO_LIST = 'demo_subject_id';

/**
 * The release that the files come from, as far as they tell: 2.2 brought provider columns, 3.0 the years 2020 - 2022.
 * @returns e.g. `3.1`, `2.2 demo`, `3.x`; `null` when nothing tells.
 */
export function guessRelease({
  folderName,
  names,
  admissions,
  patientsHead,
}: ReleaseEvidence): string | null {
  const fromColumns = releaseOfColumns(admissions, patientsHead);
  const named = /^(?:mimic-?iv-?)?v?(\d\.\d)$/i.exec(folderName)?.[1];
  // The name of a folder is believed only where the columns do not contradict it.
  const release = named !== undefined && named[0] === fromColumns?.[0] ? named : fromColumns;
  if (release === null) return null;
  return names.has(DEMO_LIST) ? `${release} demo` : release;
}

function releaseOfColumns(admissions: TableHeader | null, patientsHead: string): string | null {
  if (admissions === null || !admissions.columns.includes('race')) return null;
  if (patientsHead.includes('2020 - 2022')) return '3.x';
  return admissions.columns.includes('admit_provider_id') ? '2.2' : '2.0';
}
