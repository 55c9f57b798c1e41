import type { Database } from '../database.ts';

export const HOSPITAL_SQL = `
  SELECT h.source_key FROM unit_stay AS u JOIN hospital AS h ON h.id = u.hospital_id
  WHERE u.patient_id = ? AND u.encounter_id = ?`;

/**
 * Prepares what looks up the source's id of the hospital of a stay; `null` where the source has one hospital, or does
 * not say. It is no feature: it is read to audit a cohort.
 */
export function hospitalReader(
  db: Database,
): (stay: { readonly patientId: number; readonly encounterId: number }) => string | null {
  const hospital = db.prepare<[number, number], string>(HOSPITAL_SQL).pluck();
  return ({ patientId, encounterId }) => hospital.get(patientId, encounterId) ?? null;
}
