/** What the files of a folder say of their release; columns are `null` where their file is not there. */
export interface MimicEvidence {
  /** Name of the folder itself; PhysioNet names it after the version. */
  readonly folderName: string;
  /** Tables and other files found, by their path inside the folder. */
  readonly names: ReadonlySet<string>;
  readonly admissionColumns: readonly string[] | null;
  readonly procedureColumns: readonly string[] | null;
  /** The first rows of `hosp/patients`, `hosp/admissions` and `hosp/d_labitems` as text. */
  readonly patientsHead: string;
  readonly admissionsHead: string;
  readonly labItemsHead: string;
  /** Rows of `hosp/patients`, roughly. */
  readonly patientRows: number | null;
}

/** Its `dod` is the `deathtime` of the last stay. */
const WITHOUT_LATER_DEATHS = '1.0';

/** The list of patients that comes with the open demo alone. */
const DEMO_LIST = 'demo_subject_id';

/**
 * The release that the files come from, as far as they tell.
 *
 * | release | told by |
 * |---|---|
 * | 1.0 | `ethnicity`, which later releases call `race`; 0.4 has no `chartdate` in `procedures_icd` and is not read |
 * | 2.0, 2.1 | `race`, no `admit_provider_id`; their columns are the same, so the number of patients tells them apart |
 * | 2.2 | `admit_provider_id` |
 * | 3.0, 3.1 | beside it the years 2020 - 2022, or languages other than `ENGLISH` and `?`; then an item of `d_labitems` |
 *
 * @returns e.g. `3.1`, `2.2 demo`; `2.0 or 2.1` where nothing decides; `null` where it is none of these.
 * @see the release notes of MIMIC-IV 3.1 (doi:10.13026/kpb9-mt58), and create.sql in the history of mimic-code
 */
export function guessRelease(evidence: MimicEvidence): string | null {
  const { folderName, names } = evidence;
  const candidates = releasesThatFit(evidence);
  if (candidates.length === 0) return null;
  const named = /^(?:mimic-?iv-?)?v?(\d\.\d)$/i.exec(folderName)?.[1];
  // The name of a folder is believed only where the files do not contradict it.
  const release = candidates.find((candidate) => candidate === named) ?? candidates.join(' or ');
  return names.has(DEMO_LIST) ? `${release} demo` : release;
}

/** Whether a release, or its demo, knows of deaths after the last discharge. */
export function knowsLaterDeaths(release: string | null): boolean {
  return release?.startsWith(WITHOUT_LATER_DEATHS) !== true;
}

function releasesThatFit(evidence: MimicEvidence): readonly string[] {
  const { admissionColumns, procedureColumns, patientRows, labItemsHead } = evidence;
  const has = (column: string): boolean => admissionColumns?.includes(column) === true;
  if (has('ethnicity'))
    return procedureColumns?.includes('chartdate') === false ? [] : [WITHOUT_LATER_DEATHS];
  if (!has('race')) return [];
  if (!has('admit_provider_id')) return releasesWithPatients(patientRows);
  return isFromVersion3(evidence) ? releasesWithLabItem(labItemsHead) : ['2.2'];
}

/** Patients of the releases that differ in nothing else; 2.1 left a part of them out as a test set. */
const PATIENTS_OF_RELEASE = [
  ['2.0', 315_460],
  ['2.1', 299_777],
] as const;
/** An estimate of so regular a file is this good; the two numbers are 5 % apart. */
const ESTIMATE_MARGIN = 0.01;

function releasesWithPatients(rows: number | null): readonly string[] {
  const near = PATIENTS_OF_RELEASE.filter(
    ([, patients]) => rows !== null && Math.abs(rows - patients) <= patients * ESTIMATE_MARGIN,
  );
  return (near.length === 0 ? PATIENTS_OF_RELEASE : near).map(([release]) => release);
}

const OLD_LANGUAGES: ReadonlySet<string> = new Set(['ENGLISH', '?', '']);

/** 3.0 added stays of 2020 - 2022 and put languages in words. */
function isFromVersion3({ patientsHead, admissionsHead, admissionColumns }: MimicEvidence): boolean {
  if (patientsHead.includes('2020 - 2022')) return true;
  const column = admissionColumns?.indexOf('language') ?? -1;
  // The header comes first, and the last row may be cut off. Rows with quotes are left to the others.
  const rows = admissionsHead.split(/\r?\n/).slice(1, -1);
  return rows.some((row) => !row.includes('"') && !OLD_LANGUAGES.has(row.split(',')[column] ?? ''));
}

/**
 * 3.0 numbered some laboratory items anew; 3.1 went back to the numbers of 2.2, where 53132 is this one.
 * @see mimic-code issue 1772; `mimic-iv/mapping/d_labitems_to_loinc.csv` in mimic-code
 */
const RENUMBERED_ITEM = /^"?53132"?,"?([^,"\r\n]*)/m;
const NAME_OF_ITEM = 'Absolute Lymphocyte Count';

function releasesWithLabItem(labItemsHead: string): readonly string[] {
  const name = RENUMBERED_ITEM.exec(labItemsHead)?.[1];
  if (name === undefined) return ['3.0', '3.1'];
  return name === NAME_OF_ITEM ? ['3.1'] : ['3.0'];
}
