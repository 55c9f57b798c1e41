import type { Inspection } from '../../api/services.ts';
import type { ImportAccount } from './import-account.ts';
import type { Survey, SurveyedFile } from './survey-folder.ts';
import { sentence } from '../../../models/wording.ts';

type RowShortfall = Inspection['shortfalls'][number];

/** Records are much alike from start to end, so that their number is estimated from the start of a file this well. */
const ESTIMATE_MARGIN = 0.1;

/** Rows that a file has in the release it comes from as published; `null` where that is not known, or is made up. */
export function publishedRowsOf(
  { importer, release, synthetic }: Survey,
  { spec }: Pick<SurveyedFile, 'spec'>,
): number | null {
  if (spec === null || release === null || synthetic) return null;
  return importer.publishedRows?.(release, spec.table) ?? null;
}

/**
 * Files that look too short before they are read. A file whose start is all of it is counted; of a larger one less than
 * the margin cannot be told, and of a list of names nothing: its rows grow and shrink with the codes they are sorted by.
 */
export function expectedShortfalls(survey: Survey): RowShortfall[] {
  return survey.files.flatMap((surveyed) => {
    const { file, sample } = surveyed;
    const published = publishedRowsOf(survey, surveyed);
    if (published === null || sample === null) return [];
    const estimated = sample.head.length < sample.estimatedBytes;
    if (estimated && surveyed.spec?.use === 'names') return [];
    const found = sample.estimatedRows;
    const fewest = estimated ? published * (1 - ESTIMATE_MARGIN) : published;
    return found < fewest ? [{ file: file.name, published, found, estimated }] : [];
  });
}

const whole = new Intl.NumberFormat('en');

/** Warns of files that had fewer rows than the release has as published. */
export function warnOfShortfalls(account: ImportAccount, survey: Survey): void {
  const { importer, release, files } = survey;
  for (const surveyed of files) {
    const { name } = surveyed.file;
    const published = publishedRowsOf(survey, surveyed);
    const read = account.files.find(({ file }) => file === name)?.read;
    if (published === null || read === undefined) continue;
    account.warn({
      code: 'row_shortfall',
      file: name,
      count: Math.max(0, published - read),
      message: sentence`${whole.format(read)} of the ${whole.format(published)} rows that ${importer.title} ${release ?? ''} has as published: fine where the others were left out on purpose`,
    });
  }
}
