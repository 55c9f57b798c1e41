import type { Database } from '../database.ts';
import { type BlockRow, readLabBlock } from '../labs/lab-block.ts';
import { linkedAdmission, type LinkTarget } from './lab-link.ts';

/** One result or vital sign; its ordinals are those of the source's dictionaries. */
export interface LabRow extends BlockRow {
  readonly sourceId: number;
  readonly fileId: number;
}

export const LAB_BLOCKS_SQL = `
  SELECT encounter_id AS encounterId, file_id AS fileId, data FROM lab_block WHERE patient_id = ?`;

interface Block {
  readonly encounterId: number | null;
  readonly fileId: number;
  readonly data: Uint8Array;
}

/**
 * Prepares what reads one person's laboratory rows by the row id of their admission. A row of no admission goes to the
 * one it is linked to; what belongs to none is left out.
 */
export function labRowReader(
  db: Database,
): (
  patientId: number,
  admissions: readonly (LinkTarget & { readonly sourceId: number })[],
) => Map<number, LabRow[]> {
  const blocks = db.prepare<[number], Block>(LAB_BLOCKS_SQL);
  return (patientId, admissions) => {
    const byAdmission = new Map(admissions.map(({ id }) => [id, [] as LabRow[]]));
    const sourceId = admissions[0]?.sourceId ?? 0;
    for (const { encounterId, fileId, data } of blocks.all(patientId)) {
      for (const row of readLabBlock(data)) {
        const admission = encounterId ?? linkedAdmission(row.chartMinute, admissions);
        if (admission !== null) byAdmission.get(admission)?.push(located(row, sourceId, fileId));
      }
    }
    return byAdmission;
  };
}

/** Property by property: spreading the row takes several times as long, and there are very many. */
function located(row: BlockRow, sourceId: number, fileId: number): LabRow {
  const { item, chartMinute, storeMinute, value, text, range, abnormal, line } = row;
  return { item, chartMinute, storeMinute, value, text, range, abnormal, line, sourceId, fileId };
}
