import type { SUBGROUP_VARIABLES } from '../../api/audits.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { Database } from '../database.ts';
import { ageBand, NOT_KNOWN, raceGroup } from '../missingness/subgroups.ts';

export const AUDIT_VARIABLES_SQL = `
  SELECT e.age_years AS ageYears, p.sex, e.race, e.insurance, e.language
  FROM encounter AS e
  JOIN patient AS p ON p.id = e.patient_id
  WHERE e.id = ?`;

interface Row {
  readonly ageYears: number | null;
  readonly sex: string | null;
  readonly race: string | null;
  readonly insurance: string | null;
  readonly language: string | null;
}

/** The group of an encounter by each variable of an audit, whether it is an input of the model or not. */
export type AuditGroups = Readonly<Record<(typeof SUBGROUP_VARIABLES)[number], string>>;

/** The groups of each encounter, as they were when its first admission began. */
export function auditGroups(db: Database, encounters: readonly LabelledEncounter[]): AuditGroups[] {
  const read = db.prepare<[number], Row>(AUDIT_VARIABLES_SQL);
  return encounters.map(({ encounterId, admissionIds }) => {
    const row = read.get(admissionIds[0] ?? encounterId);
    return {
      age: ageBand(row?.ageYears ?? null),
      sex: row?.sex ?? NOT_KNOWN,
      race: raceGroup(row?.race ?? null),
      insurance: known(row?.insurance),
      language: known(row?.language),
    };
  });
}

/** One spelling of a word that the releases of a source write in several cases; what says nothing is not known. */
function known(word: string | null | undefined): string {
  if (word === null || word === undefined || !/\p{L}/u.test(word)) return NOT_KNOWN;
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
