import { worded } from '../../../models/wording.ts';
import { LacunaError } from '../../errors.ts';
import { MEMORY_VARIABLE } from './memory-limit.ts';

/**
 * A failure of DuckDB as an error of the closed list; anything else is returned as it is. DuckDB works beside the
 * database, so none of its failures has changed it.
 * @param memoryLimit what the session was given, as DuckDB writes it.
 */
export function fromDuckDb(error: unknown, memoryLimit: string): unknown {
  const message = error instanceof Error ? error.message : '';
  if (/no space left|disk.*full|max_temp_directory_size/i.test(message)) {
    return new LacunaError('disk_full', 'there is no room for the temporary files of the import', {
      cause: error,
      hint: 'free some space beside the database; nothing was changed',
    });
  }
  if (/^out of memory/i.test(message)) {
    return new LacunaError(
      'records_memory',
      worded`reading the records takes more than the ${memoryLimit} it may use`,
      {
        cause: error,
        hint: worded`close other programs, read a smaller part, or allow more: ${MEMORY_VARIABLE}=2GB; nothing was changed`,
      },
    );
  }
  return error;
}
