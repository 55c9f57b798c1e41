import { LacunaError } from '../../errors.ts';
import type { CsvFile, DiskFile } from './csv-file.ts';
import { checkGzip, type FileSample, sampleFile } from './sample-file.ts';
import type { FileLook, LookedAtFormat } from './table-format.ts';
import { worded } from '../../../models/wording.ts';

/** A document is read whole, and takes several times its size in memory. A file of records, one a line, may have any size. */
export const MOST_DOCUMENT_BYTES = 64 << 20;

const LOOK_BYTES = 1 << 20;
const RECORD = /"resourceType"\s*:/g;

/** JSON, plain or compressed: one document a file, or one a line. It has records of many kinds, and no columns. */
export const JSON_FORMAT: LookedAtFormat = { look: lookAtJson, check: checkGzip };

async function lookAtJson(file: DiskFile): Promise<FileLook> {
  const { head, estimatedBytes } = await jsonSample(file);
  if (file.format === 'json' && estimatedBytes > MOST_DOCUMENT_BYTES) throw documentTooLarge(file);
  const records = head.toString('latin1').match(RECORD)?.length ?? 0;
  const estimatedRows = head.length === 0 ? 0 : Math.round((records * estimatedBytes) / head.length);
  return { sample: { head, estimatedRows, estimatedBytes }, header: () => null };
}

/** The start of a file, which may have been compressed from very much, as far as it is looked at. */
export async function jsonSample(file: DiskFile): Promise<FileSample> {
  const sample = await sampleFile(file);
  return { ...sample, head: sample.head.subarray(0, LOOK_BYTES) };
}

export function documentTooLarge({ name }: Pick<CsvFile, 'name'>): LacunaError {
  return new LacunaError(
    'bundle_too_large',
    worded`the bundle is larger than ${MOST_DOCUMENT_BYTES >> 20} MB, and would have to be read whole`,
    {
      file: name,
      hint: 'export the records as NDJSON, one resource a line, which is read at any size; nothing was imported',
    },
  );
}
