import { worded } from '../../../models/wording.ts';
import { LacunaError } from '../../errors.ts';

/** Environment variable by which DuckDB is allowed another amount of memory, e.g. `2GB`. */
export const MEMORY_VARIABLE = 'LACUNA_MEMORY_LIMIT';

/** DuckDB takes up to half a gigabyte more than this in all. */
const USUAL = '450MB';

/**
 * How much memory DuckDB may use for the rows that it works on.
 * @param asked what the environment says, if anything.
 * @throws {LacunaError} `usage` when that is not an amount of memory.
 */
export function memoryLimit(asked = process.env[MEMORY_VARIABLE]): string {
  if (asked === undefined || asked === '') return USUAL;
  if (/^[1-9]\d*(MB|GB)$/i.test(asked)) return asked;
  throw new LacunaError('usage', worded`${MEMORY_VARIABLE} is not an amount of memory`, {
    hint: worded`write it as ${USUAL} or 2GB`,
  });
}
