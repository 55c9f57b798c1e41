import type { MimicFolder } from './mimic-folder.ts';

export type MimicRelease = '1.0' | '2.0' | '2.2' | '3.0' | '3.1';

/**
 * Gives the made-up folder, which has the shape of 2.2, that of another release: folders, columns and ways of writing
 * as published.
 * @see the release notes of MIMIC-IV 3.1, doi:10.13026/kpb9-mt58
 */
export function inShapeOf(release: MimicRelease, folder: MimicFolder): void {
  if (release === '1.0' || release === '2.0') withoutProviders(folder);
  if (release === '1.0') withCore(folder);
  if (release === '3.0' || release === '3.1') withLaterYears(folder);
  // The laboratory item that 3.0 numbered anew, for a while.
  if (release !== '3.0') folder.append('hosp/d_labitems', '53132,Absolute Lymphocyte Count,Blood,Chemistry');
  else folder.append('hosp/d_labitems', '53132,Absolute Other WBC,Blood,Chemistry');
}

/** Before 2.2 nobody was named who admitted, ordered or charted. */
function withoutProviders(folder: MimicFolder): void {
  dropColumn(folder, 'hosp/admissions', 'admit_provider_id');
  dropColumn(folder, 'icu/chartevents', 'caregiver_id');
}

/** 1.0 had patients and stays in a folder of their own, and said ethnicity. */
function withCore(folder: MimicFolder): void {
  folder.replace('hosp/admissions', ',race,', ',ethnicity,');
  for (const table of ['patients', 'admissions', 'transfers']) {
    folder.write(`core/${table}`, folder.text(`hosp/${table}`));
    folder.remove(`hosp/${table}`);
  }
}

/** 3.0 added stays of 2020 to 2022, put languages in words and told private insurance from others. */
function withLaterYears(folder: MimicFolder): void {
  folder.replace('hosp/patients', '2017 - 2019', '2020 - 2022');
  folder.replace('hosp/admissions', 'Medicaid,ENGLISH', 'Private,English');
  folder.write('hosp/admissions', folder.text('hosp/admissions').replaceAll(',ENGLISH,', ',English,'));
  folder.replace('hosp/admissions', ',?,', ',Spanish,');
}

/** Rows of these tables hold no quotes. */
function dropColumn(folder: MimicFolder, table: string, column: string): void {
  const rows = folder
    .text(table)
    .split('\n')
    .map((line) => line.split(','));
  const position = rows[0]?.indexOf(column) ?? -1;
  if (position === -1) throw new Error(`${table} does not have the column ${column}`);
  folder.write(
    table,
    rows.map((fields) => fields.filter((_, index) => index !== position).join(',')).join('\n'),
  );
}
