import type { ImportWork } from '../import-work.ts';
import { tableName } from '../load-table.ts';
import { rowFaults } from '../row-faults.ts';
import type { TableSpec } from '../table-spec.ts';
import type { FlattenedFile } from './flatten-files.ts';
import { ENCOUNTER } from './resources/encounter.ts';
import { LOCATION } from './resources/location.ts';
import { MEDICATION } from './resources/medication.ts';
import { MEDICATION_ADMINISTRATION } from './resources/medication-administration.ts';
import { MEDICATION_REQUEST } from './resources/medication-request.ts';
import { READERS } from './resources/readers.ts';

interface Judged {
  imported: number;
  rejected: number;
  duplicate: number;
}

/**
 * Adds what became of every record of every file to the account, once all are loaded: a resource counts once, however
 * many rows it gave.
 * @throws {RangeError} where a record is not accounted for.
 */
export async function accountForResources(work: ImportWork, files: readonly FlattenedFile[]): Promise<void> {
  const { account } = work;
  const judged = await judgeRows(work);
  for (const { file, read, rejected, unused, sha256 } of files) {
    const rows = judged.get(file.id) ?? { imported: 0, rejected: 0, duplicate: 0 };
    const counts = { ...rows, rejected: rows.rejected + rejected };
    if (counts.imported + counts.rejected + counts.duplicate + unused !== read)
      throw new RangeError(`the records of a file are not all accounted for: ${read} were read`);
    account.files.push({ file: file.file.name, read, ...counts, unused });
    account.sha256.set(file.file.name, sha256);
  }
  for (const { spec } of READERS) await rejectFaulty(work, spec);
}

/** Counts the resources by file and by what is wrong with them. */
async function judgeRows({ session }: ImportWork): Promise<ReadonlyMap<number, Judged>> {
  const judged = new Map<number, Judged>();
  for (const { spec } of READERS) {
    const faults = rowFaults(spec);
    const rows = await session.rows(
      `SELECT file_id, fault, count(*) AS n FROM ${tableName(spec.table)} WHERE ${spec.firstRow} GROUP BY ALL`,
    );
    for (const { file_id: file, fault, n } of rows) {
      const counts = judged.get(Number(file)) ?? { imported: 0, rejected: 0, duplicate: 0 };
      counts[outcomeOf(faults[Number(fault) - 1]?.code)] += Number(n);
      judged.set(Number(file), counts);
    }
  }
  return judged;
}

function outcomeOf(code: string | undefined): keyof Judged {
  if (code === undefined) return 'imported';
  return code === 'duplicate_key' ? 'duplicate' : 'rejected';
}

async function rejectFaulty(
  { session, account, files, progress }: ImportWork,
  spec: TableSpec,
): Promise<void> {
  const faults = rowFaults(spec);
  const nameOf = new Map(files.map(({ id, file }) => [id, file.name]));
  const query =
    `SELECT file_id, line, fault::INTEGER FROM ${tableName(spec.table)} ` +
    `WHERE fault > 0 AND ${spec.firstRow} ORDER BY file_id, line`;
  for await (const { chunk } of session.chunks(query)) {
    const rejected = chunk.getRows().map(([file, line, fault]) => {
      const { code, column } = faults[Number(fault) - 1] ?? {};
      if (code === undefined || column === undefined)
        throw new RangeError('a row has a fault that its table does not know');
      return { file: nameOf.get(Number(file)) ?? '', line: Number(line), column, code };
    });
    account.reject(rejected);
    progress.rejected(rejected.length);
  }
}

/** Names, and by which columns of which tables they are referred to. */
const REFERRED_TO = [
  { names: MEDICATION, column: 'medication', by: [MEDICATION_REQUEST, MEDICATION_ADMINISTRATION] },
  { names: LOCATION, column: 'place', by: [ENCOUNTER] },
] as const;

/** Moves drugs and places that no sound resource refers to to the unused. */
export async function countUnusedNames({ session, account, files }: ImportWork): Promise<void> {
  for (const { names, column, by } of REFERRED_TO) {
    const used = by.map(
      ({ spec }) =>
        `SELECT ${column} FROM ${tableName(spec.table)} WHERE fault = 0 AND ${column} IS NOT NULL`,
    );
    const rows = await session.rows(
      `SELECT file_id, count(*) AS n FROM ${tableName(names.spec.table)}
       WHERE fault = 0 AND ${names.spec.firstRow} AND id NOT IN (${used.join(' UNION ALL ')}) GROUP BY file_id`,
    );
    for (const { file_id: id, n } of rows) {
      const found = files.find((file) => file.id === id);
      if (found !== undefined) account.moveToUnused(found.file.name, Number(n));
    }
  }
}
