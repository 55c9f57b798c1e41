import type { Database } from '../database.ts';

/** How many results and vital signs a database holds, and the bytes of their blocks. */
export function labStorage(db: Database): { rows: number; bytes: number } {
  return (
    db
      .prepare<[], { rows: number; bytes: number }>(
        'SELECT ifnull(sum(row_count), 0) AS rows, ifnull(sum(length(data)), 0) AS bytes FROM lab_block',
      )
      .get() ?? { rows: 0, bytes: 0 }
  );
}
